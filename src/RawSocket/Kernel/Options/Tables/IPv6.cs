using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ipv6(7)
        private static SocketOption[] IPv6Level() =>
        [
            new(
                "IPv6AddressForm", "IPV6_ADDRFORM", Levels.IPv6, 1, ValueKind.AddressFamily, ReadWrite,
                "Inet turns a socket that is connected to a mapped IPv4 address into an IPv4 socket.")
            {
                On = Kinds.Tcp6 | Kinds.Udp6 | Kinds.UdpLite6,
            },
            new(
                "IPv6Checksum", "IPV6_CHECKSUM", Levels.IPv6, 7, ValueKind.Integer, ReadWrite,
                "Where in the packets of a raw socket the kernel puts and checks the checksum; -1 for nowhere.")
            {
                On = Kinds.RawOther6 | Kinds.RawHeader6,
                Minimum = -1,
            },
            new(
                "ReceiveFlowInfo", "IPV6_FLOWINFO", Levels.IPv6, 11, ValueKind.Boolean, ReadWrite,
                "Receive the flow label and traffic class with each datagram.") { On = Kinds.IPv6 },
            new(
                "UnicastHops", "IPV6_UNICAST_HOPS", Levels.IPv6, 16, ValueKind.Integer, ReadWrite,
                "The hop limit of packets sent; -1 for the default of the route.") { On = Kinds.IPv6, Minimum = -1, Maximum = 255 },
            new(
                "IPv6RouterAlert", "IPV6_ROUTER_ALERT", Levels.IPv6, 22, ValueKind.Integer, ReadWrite,
                "Receive forwarded packets that carry this router alert; -1 for none.")
            {
                On = Kinds.RawHeader6,
                Minimum = -1,
                Maximum = 65535,
            },
            new(
                "IPv6MtuDiscover", "IPV6_MTU_DISCOVER", Levels.IPv6, 23, ValueKind.PathMtuDiscovery, ReadWrite,
                "Whether packets may be fragmented, and how the largest one is found.") { On = Kinds.IPv6 },
            new(
                "IPv6Mtu", "IPV6_MTU", Levels.IPv6, 24, ValueKind.Integer, ReadWrite,
                "The known path MTU of a connected socket, in bytes; setting it bounds the packets sent, 0 for no bound.")
            {
                On = Kinds.IPv6,
                Minimum = 0,
            },
            new(
                "IPv6ReceiveError", "IPV6_RECVERR", Levels.IPv6, 25, ValueKind.Boolean, ReadWrite,
                "Queue errors such as port unreachable, to be received by their own flag.") { On = Kinds.IPv6 },
            new(
                "IPv6Only", "IPV6_V6ONLY", Levels.IPv6, 26, ValueKind.Boolean, ReadWrite,
                "No IPv4 through this socket; set before bind.")
            {
                On = Kinds.Tcp6 | Kinds.Sctp6 | Kinds.Udp6 | Kinds.UdpLite6 | Kinds.Ping6 | Kinds.Mptcp6,
            },
            new(
                "IPv6RouterAlertIsolate", "IPV6_ROUTER_ALERT_ISOLATE", Levels.IPv6, 30, ValueKind.Boolean, ReadWrite,
                "Receive router alerts of the own network namespace only.") { On = Kinds.IPv6 },
            new(
                "IPv6ReceiveErrorRfc4884", "IPV6_RECVERR_RFC4884", Levels.IPv6, 31, ValueKind.Boolean, ReadWrite,
                "Queue errors with the extensions of RFC 4884.") { On = Kinds.IPv6 },
            new(
                "SendFlowInfo", "IPV6_FLOWINFO_SEND", Levels.IPv6, 33, ValueKind.Boolean, ReadWrite,
                "Take the flow label of each packet sent from the address that it is sent to.") { On = Kinds.IPv6 },
            new(
                "IPv6TransformPolicy", "IPV6_XFRM_POLICY", Levels.IPv6, 35, ValueKind.Bytes, Write,
                "The IPsec policy of the socket, a struct xfrm_userpolicy_info; needs CAP_NET_ADMIN.") { On = Kinds.IPv6 },
            new(
                "IPv6HeaderIncluded", "IPV6_HDRINCL", Levels.IPv6, 36, ValueKind.Boolean, ReadWrite,
                "A raw socket is given the IPv6 header by its user.") { On = Kinds.Raw6 },
            new(
                "IPv6ReceivePacketInfo", "IPV6_RECVPKTINFO", Levels.IPv6, 49, ValueKind.Boolean, ReadWrite,
                "Receive the destination address and interface with each datagram.") { On = Kinds.IPv6 },
            new(
                "IPv6ReceiveHopLimit", "IPV6_RECVHOPLIMIT", Levels.IPv6, 51, ValueKind.Boolean, ReadWrite,
                "Receive the hop limit of each datagram.") { On = Kinds.IPv6 },
            new(
                "IPv6ReceivePathMtu", "IPV6_RECVPATHMTU", Levels.IPv6, 60, ValueKind.Boolean, ReadWrite,
                "Receive a message when the path MTU changes.") { On = Kinds.IPv6 },
            new(
                "IPv6PathMtu", "IPV6_PATHMTU", Levels.IPv6, 61, ValueKind.PathMtu, Read,
                "The known path MTU of a connected socket, in bytes.") { On = Kinds.IPv6 },
            new(
                "DontFragment", "IPV6_DONTFRAG", Levels.IPv6, 62, ValueKind.Boolean, ReadWrite,
                "Do not fragment; report datagrams that are too large.") { On = Kinds.IPv6 },
            new(
                "ReceiveTrafficClass", "IPV6_RECVTCLASS", Levels.IPv6, 66, ValueKind.Boolean, ReadWrite,
                "Receive the traffic class of each datagram.") { On = Kinds.IPv6 },
            new(
                "TrafficClass", "IPV6_TCLASS", Levels.IPv6, 67, ValueKind.Integer, ReadWrite,
                "The traffic class of packets sent; -1 for the default.") { On = Kinds.IPv6, Minimum = -1, Maximum = 255 },
            new(
                "AutoFlowLabel", "IPV6_AUTOFLOWLABEL", Levels.IPv6, 70, ValueKind.Boolean, ReadWrite,
                "Let the kernel choose the flow label of packets sent.") { On = Kinds.IPv6 },
            new(
                "AddressPreferences", "IPV6_ADDR_PREFERENCES", Levels.IPv6, 72, ValueKind.Integer, ReadWrite,
                "Which source address is preferred (RFC 5014): 1 temporary, 2 public, 4 care-of, 0x400 home.")
            {
                On = Kinds.IPv6,
                Minimum = 0,
            },
            new(
                "MinimumHopCount", "IPV6_MINHOPCOUNT", Levels.IPv6, 73, ValueKind.Integer, ReadWrite,
                "Drop packets whose hop limit is smaller; 0 for none.") { On = Kinds.IPv6, Minimum = 0, Maximum = 255 },
            new(
                "IPv6ReceiveOriginalDestination", "IPV6_RECVORIGDSTADDR", Levels.IPv6, 74, ValueKind.Boolean, ReadWrite,
                "Receive the address that a datagram was sent to before it was diverted.") { On = Kinds.IPv6 },
            new(
                "IPv6Transparent", "IPV6_TRANSPARENT", Levels.IPv6, 75, ValueKind.Boolean, ReadWrite,
                "Allow transparent proxying; needs CAP_NET_ADMIN or CAP_NET_RAW.") { On = Kinds.IPv6 | Kinds.Mptcp6 },
            new(
                "IPv6UnicastInterface", "IPV6_UNICAST_IF", Levels.IPv6, 76, ValueKind.InterfaceIndexBigEndian, ReadWrite,
                "The interface that unicast packets go out of, by name, index or address; empty for the route's.") { On = Kinds.IPv6 },
            new(
                "IPv6ReceiveFragmentSize", "IPV6_RECVFRAGSIZE", Levels.IPv6, 77, ValueKind.Boolean, ReadWrite,
                "Receive the size of the largest fragment of each datagram.") { On = Kinds.IPv6 },
            new(
                "IPv6FreeBind", "IPV6_FREEBIND", Levels.IPv6, 78, ValueKind.Boolean, ReadWrite,
                "Allow bind to an address that is not on this machine, or not yet.") { On = Kinds.IPv6 | Kinds.Mptcp6 },
        ];
    }
}
