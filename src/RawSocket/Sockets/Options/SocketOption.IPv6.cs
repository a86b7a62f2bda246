using static RawSockets.SocketOptionAccess;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ipv6(7)
        private static SocketOption[] IPv6Level() =>
        [
            new("UnicastHops", "IPV6_UNICAST_HOPS", Levels.IPv6, 16, ValueKind.Integer, ReadWrite, "The hop limit of packets sent; -1 for the default of the route."),
            new("MulticastHops", "IPV6_MULTICAST_HOPS", Levels.IPv6, 18, ValueKind.Integer, ReadWrite, "The hop limit of multicast packets sent; -1 for the default."),
            new("IPv6MulticastLoop", "IPV6_MULTICAST_LOOP", Levels.IPv6, 19, ValueKind.Boolean, ReadWrite, "Whether own multicast packets come back to this machine."),
            new("IPv6MtuDiscover", "IPV6_MTU_DISCOVER", Levels.IPv6, 23, ValueKind.Integer, ReadWrite, "Path MTU discovery: 0 never, 1 by route, 2 always, 3 probe."),
            new("IPv6Mtu", "IPV6_MTU", Levels.IPv6, 24, ValueKind.Integer, ReadWrite, "The known path MTU of a connected socket, in bytes."),
            new("IPv6ReceiveError", "IPV6_RECVERR", Levels.IPv6, 25, ValueKind.Boolean, ReadWrite, "Queue errors such as port unreachable, to be received by their own flag."),
            new("IPv6Only", "IPV6_V6ONLY", Levels.IPv6, 26, ValueKind.Boolean, ReadWrite, "No IPv4 through this socket; set before bind."),
            new("IPv6ReceivePacketInfo", "IPV6_RECVPKTINFO", Levels.IPv6, 49, ValueKind.Boolean, ReadWrite, "Receive the destination address and interface with each datagram."),
            new("IPv6ReceiveHopLimit", "IPV6_RECVHOPLIMIT", Levels.IPv6, 51, ValueKind.Boolean, ReadWrite, "Receive the hop limit of each datagram."),
            new("TrafficClass", "IPV6_TCLASS", Levels.IPv6, 67, ValueKind.Integer, ReadWrite, "The traffic class of packets sent; -1 for the default."),
        ];
    }
}
