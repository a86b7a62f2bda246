using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ipv6(7) and RFC 3542, extension headers; the ones of RFC 2292 are their elder form
        private static SocketOption[] IPv6Headers() =>
        [
            new(
                "Rfc2292PacketInfo", "IPV6_2292PKTINFO", Levels.IPv6, 2, ValueKind.Boolean, ReadWrite,
                "The elder form of IPv6ReceivePacketInfo.") { On = Kinds.IPv6 },
            new(
                "Rfc2292HopByHop", "IPV6_2292HOPOPTS", Levels.IPv6, 3, ValueKind.Boolean, ReadWrite,
                "The elder form of ReceiveHopByHop.") { On = Kinds.IPv6 },
            new(
                "Rfc2292DestinationOptions", "IPV6_2292DSTOPTS", Levels.IPv6, 4, ValueKind.Boolean, ReadWrite,
                "The elder form of ReceiveDestinationOptions.") { On = Kinds.IPv6 },
            new(
                "Rfc2292RoutingHeader", "IPV6_2292RTHDR", Levels.IPv6, 5, ValueKind.Boolean, ReadWrite,
                "The elder form of ReceiveRoutingHeader.") { On = Kinds.IPv6 },
            new(
                "Rfc2292HopLimit", "IPV6_2292HOPLIMIT", Levels.IPv6, 8, ValueKind.Boolean, ReadWrite,
                "The elder form of IPv6ReceiveHopLimit.") { On = Kinds.IPv6 },
            new(
                "SourcePacketInfo", "IPV6_PKTINFO", Levels.IPv6, 50, ValueKind.Bytes, Write,
                "The source address and interface of packets sent, a struct in6_pktinfo; 20 zero bytes for none.") { On = Kinds.IPv6 },
            new(
                "ReceiveHopByHop", "IPV6_RECVHOPOPTS", Levels.IPv6, 53, ValueKind.Boolean, ReadWrite,
                "Receive the hop-by-hop options of each datagram.") { On = Kinds.IPv6 },
            new(
                "HopByHop", "IPV6_HOPOPTS", Levels.IPv6, 54, ValueKind.Bytes, ReadWrite,
                "The hop-by-hop options of packets sent, a struct ipv6_opt_hdr and what follows; needs CAP_NET_RAW.") { On = Kinds.IPv6 },
            new(
                "RoutingDestinationOptions", "IPV6_RTHDRDSTOPTS", Levels.IPv6, 55, ValueKind.Bytes, ReadWrite,
                "The destination options in front of the routing header of packets sent; needs CAP_NET_RAW.") { On = Kinds.IPv6 },
            new(
                "ReceiveRoutingHeader", "IPV6_RECVRTHDR", Levels.IPv6, 56, ValueKind.Boolean, ReadWrite,
                "Receive the routing header of each datagram.") { On = Kinds.IPv6 },
            new(
                "RoutingHeader", "IPV6_RTHDR", Levels.IPv6, 57, ValueKind.Bytes, ReadWrite,
                "The routing header of packets sent, a struct ipv6_rt_hdr and what follows.") { On = Kinds.IPv6 },
            new(
                "ReceiveDestinationOptions", "IPV6_RECVDSTOPTS", Levels.IPv6, 58, ValueKind.Boolean, ReadWrite,
                "Receive the destination options of each datagram.") { On = Kinds.IPv6 },
            new(
                "DestinationOptions", "IPV6_DSTOPTS", Levels.IPv6, 59, ValueKind.Bytes, ReadWrite,
                "The destination options of packets sent, a struct ipv6_opt_hdr and what follows; needs CAP_NET_RAW.") { On = Kinds.IPv6 },
        ];
    }
}
