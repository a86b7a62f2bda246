using static RawSockets.SocketOptionAccess;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ip(7)
        private static SocketOption[] IPLevel() =>
        [
            new("TypeOfService", "IP_TOS", Levels.IP, 1, ValueKind.Integer, ReadWrite, "The type-of-service byte of each packet sent."),
            new("TimeToLive", "IP_TTL", Levels.IP, 2, ValueKind.Integer, ReadWrite, "The time-to-live of each packet sent."),
            new("HeaderIncluded", "IP_HDRINCL", Levels.IP, 3, ValueKind.Boolean, ReadWrite, "A raw socket is given the IP header by its user."),
            new("PacketInfo", "IP_PKTINFO", Levels.IP, 8, ValueKind.Boolean, ReadWrite, "Receive the destination address and interface with each datagram."),
            new("MtuDiscover", "IP_MTU_DISCOVER", Levels.IP, 10, ValueKind.Integer, ReadWrite, "Path MTU discovery: 0 never, 1 by route, 2 always, 3 probe."),
            new("ReceiveError", "IP_RECVERR", Levels.IP, 11, ValueKind.Boolean, ReadWrite, "Queue errors such as port unreachable, to be received by their own flag."),
            new("ReceiveTimeToLive", "IP_RECVTTL", Levels.IP, 12, ValueKind.Boolean, ReadWrite, "Receive the time-to-live of each datagram."),
            new("Mtu", "IP_MTU", Levels.IP, 14, ValueKind.Integer, Read, "The known path MTU of a connected socket, in bytes."),
            new("FreeBind", "IP_FREEBIND", Levels.IP, 15, ValueKind.Boolean, ReadWrite, "Allow bind to an address that is not on this machine, or not yet."),
            new("Transparent", "IP_TRANSPARENT", Levels.IP, 19, ValueKind.Boolean, ReadWrite, "Allow transparent proxying; needs CAP_NET_ADMIN."),
            new("BindAddressNoPort", "IP_BIND_ADDRESS_NO_PORT", Levels.IP, 24, ValueKind.Boolean, ReadWrite, "Do not reserve a port at bind to port 0, but at connect."),
            new("MulticastTimeToLive", "IP_MULTICAST_TTL", Levels.IP, 33, ValueKind.Integer, ReadWrite, "The time-to-live of multicast packets sent."),
            new("MulticastLoop", "IP_MULTICAST_LOOP", Levels.IP, 34, ValueKind.Boolean, ReadWrite, "Whether own multicast packets come back to this machine."),
            new("MulticastAll", "IP_MULTICAST_ALL", Levels.IP, 49, ValueKind.Boolean, ReadWrite, "Receive from every group joined on the machine, not only from those of this socket."),
        ];
    }
}
