using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ip(7)
        private static SocketOption[] IPLevel() =>
        [
            new(
                "TypeOfService", "IP_TOS", Levels.IP, 1, ValueKind.Integer, ReadWrite,
                "The type-of-service byte of each packet sent; on TCP the lowest two bits stay the kernel's.")
            {
                On = Kinds.IP | Kinds.Mptcp,
                Minimum = 0,
                Maximum = 255,
            },
            new(
                "TimeToLive", "IP_TTL", Levels.IP, 2, ValueKind.Integer, ReadWrite,
                "The time-to-live of each packet sent, 1 to 255; -1 for the default.") { On = Kinds.IP, Minimum = -1, Maximum = 255 },
            new(
                "HeaderIncluded", "IP_HDRINCL", Levels.IP, 3, ValueKind.Boolean, ReadWrite,
                "A raw socket is given the IP header by its user.") { On = Kinds.Raw4 },
            new(
                "IPOptions", "IP_OPTIONS", Levels.IP, 4, ValueKind.Bytes, ReadWrite,
                "The IP options of each packet sent, 40 bytes at the most.") { On = Kinds.IP },
            new(
                "RouterAlert", "IP_ROUTER_ALERT", Levels.IP, 5, ValueKind.Boolean, ReadWrite,
                "Receive forwarded packets that carry the router alert option.") { On = Kinds.Raw4 },
            new(
                "ReceiveOptions", "IP_RECVOPTS", Levels.IP, 6, ValueKind.Boolean, ReadWrite,
                "Receive the IP options of each datagram.") { On = Kinds.IP },
            new(
                "ReturnOptions", "IP_RETOPTS", Levels.IP, 7, ValueKind.Boolean, ReadWrite,
                "Receive the IP options of each datagram as they came, not filled in for the way back.") { On = Kinds.IP },
            new(
                "PacketInfo", "IP_PKTINFO", Levels.IP, 8, ValueKind.Boolean, ReadWrite,
                "Receive the destination address and interface with each datagram.") { On = Kinds.IP },
            new(
                "PacketOptions", "IP_PKTOPTIONS", Levels.IP, 9, ValueKind.Bytes, Read,
                "The control messages of the packet that came last, as they lie in memory.") { On = Kinds.Tcp },
            new(
                "MtuDiscover", "IP_MTU_DISCOVER", Levels.IP, 10, ValueKind.PathMtuDiscovery, ReadWrite,
                "Whether packets may be fragmented, and how the largest one is found.") { On = Kinds.IP },
            new(
                "ReceiveError", "IP_RECVERR", Levels.IP, 11, ValueKind.Boolean, ReadWrite,
                "Queue errors such as port unreachable, to be received by their own flag.") { On = Kinds.IP },
            new(
                "ReceiveTimeToLive", "IP_RECVTTL", Levels.IP, 12, ValueKind.Boolean, ReadWrite,
                "Receive the time-to-live of each datagram.") { On = Kinds.IP },
            new(
                "ReceiveTypeOfService", "IP_RECVTOS", Levels.IP, 13, ValueKind.Boolean, ReadWrite,
                "Receive the type-of-service byte of each datagram.") { On = Kinds.IP },
            new(
                "Mtu", "IP_MTU", Levels.IP, 14, ValueKind.Integer, Read,
                "The known path MTU of a connected socket, in bytes.") { On = Kinds.IP },
            new(
                "FreeBind", "IP_FREEBIND", Levels.IP, 15, ValueKind.Boolean, ReadWrite,
                "Allow bind to an address that is not on this machine, or not yet.") { On = Kinds.IP | Kinds.Mptcp },
            new(
                "TransformPolicy", "IP_XFRM_POLICY", Levels.IP, 17, ValueKind.Bytes, Write,
                "The IPsec policy of the socket, a struct xfrm_userpolicy_info; needs CAP_NET_ADMIN.")
            {
                On = Kinds.Tcp4 | Kinds.Sctp4 | Kinds.Udp4 | Kinds.UdpLite4 | Kinds.Ping4 | Kinds.Raw4,
            },
            new(
                "PassPeerSecurity", "IP_PASSSEC", Levels.IP, 18, ValueKind.Boolean, ReadWrite,
                "Receive the sender's security label with each datagram.") { On = Kinds.IP },
            new(
                "Transparent", "IP_TRANSPARENT", Levels.IP, 19, ValueKind.Boolean, ReadWrite,
                "Allow transparent proxying; needs CAP_NET_ADMIN or CAP_NET_RAW.") { On = Kinds.IP | Kinds.Mptcp },
            new(
                "ReceiveOriginalDestination", "IP_RECVORIGDSTADDR", Levels.IP, 20, ValueKind.Boolean, ReadWrite,
                "Receive the address that a datagram was sent to before it was diverted.") { On = Kinds.IP },
            new(
                "MinimumTimeToLive", "IP_MINTTL", Levels.IP, 21, ValueKind.Integer, ReadWrite,
                "Drop packets whose time-to-live is smaller; 0 for none.") { On = Kinds.IP, Minimum = 0, Maximum = 255 },
            new(
                "NoDefragment", "IP_NODEFRAG", Levels.IP, 22, ValueKind.Boolean, ReadWrite,
                "Do not put together what a raw socket sends in fragments.") { On = Kinds.Raw4 },
            new(
                "ReceiveChecksum", "IP_CHECKSUM", Levels.IP, 23, ValueKind.Boolean, ReadWrite,
                "Receive the checksum of each datagram, where the adapter gives it.") { On = Kinds.IP },
            new(
                "BindAddressNoPort", "IP_BIND_ADDRESS_NO_PORT", Levels.IP, 24, ValueKind.Boolean, ReadWrite,
                "Do not reserve a port at bind to port 0, but at connect.") { On = Kinds.IP | Kinds.Mptcp },
            new(
                "ReceiveFragmentSize", "IP_RECVFRAGSIZE", Levels.IP, 25, ValueKind.Boolean, ReadWrite,
                "Receive the size of the largest fragment of each datagram.") { On = Kinds.IPMessages },
            new(
                "ReceiveErrorRfc4884", "IP_RECVERR_RFC4884", Levels.IP, 26, ValueKind.Boolean, ReadWrite,
                "Queue errors with the extensions of RFC 4884.") { On = Kinds.IP },
            new(
                "UnicastInterface", "IP_UNICAST_IF", Levels.IP, 50, ValueKind.InterfaceIndexBigEndian, ReadWrite,
                "The interface that unicast packets go out of, by name, index or address; empty for the route's.") { On = Kinds.IP },
            new(
                "LocalPortRange", "IP_LOCAL_PORT_RANGE", Levels.IP, 51, ValueKind.PortRange, ReadWrite,
                "The ports from which the kernel chooses one for this socket.") { On = Kinds.IP | Kinds.Mptcp },
            new(
                "IPProtocol", "IP_PROTOCOL", Levels.IP, 52, ValueKind.Protocol, Read,
                "The protocol of a raw socket's packets.") { On = Kinds.Raw4 },
        ];
    }
}
