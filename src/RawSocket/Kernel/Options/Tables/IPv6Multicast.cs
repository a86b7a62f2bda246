using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ipv6(7), multicast and anycast
        private static SocketOption[] IPv6Multicast() =>
        [
            new(
                "IPv6MulticastInterface", "IPV6_MULTICAST_IF", Levels.IPv6, 17, ValueKind.InterfaceIndex, ReadWrite,
                "The interface that multicast packets go out of, by name, index or address; empty for the route's.")
            {
                On = Kinds.IPv6Messages,
            },
            new(
                "MulticastHops", "IPV6_MULTICAST_HOPS", Levels.IPv6, 18, ValueKind.Integer, ReadWrite,
                "The hop limit of multicast packets sent; -1 for the default, which is 1.")
            {
                On = Kinds.IPv6Messages,
                Minimum = -1,
                Maximum = 255,
            },
            new(
                "IPv6MulticastLoop", "IPV6_MULTICAST_LOOP", Levels.IPv6, 19, ValueKind.Boolean, ReadWrite,
                "Whether own multicast packets come back to this machine.") { On = Kinds.IPv6 },
            new(
                "IPv6JoinGroup", "IPV6_ADD_MEMBERSHIP", Levels.IPv6, 20, ValueKind.IPv6Membership, Write,
                "Receive what is sent to a multicast group, such as 'ff02::fb%eth0'.") { On = Kinds.IPv6Messages },
            new(
                "IPv6LeaveGroup", "IPV6_DROP_MEMBERSHIP", Levels.IPv6, 21, ValueKind.IPv6Membership, Write,
                "Receive no more of a multicast group.") { On = Kinds.IPv6Messages },
            new(
                "IPv6JoinAnycast", "IPV6_JOIN_ANYCAST", Levels.IPv6, 27, ValueKind.IPv6Anycast, Write,
                "Answer to an anycast address too, such as '2001:db8::%eth0'; needs CAP_NET_ADMIN.") { On = Kinds.IPv6 },
            new(
                "IPv6LeaveAnycast", "IPV6_LEAVE_ANYCAST", Levels.IPv6, 28, ValueKind.IPv6Anycast, Write,
                "Answer to an anycast address no more.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastAll", "IPV6_MULTICAST_ALL", Levels.IPv6, 29, ValueKind.Boolean, ReadWrite,
                "Receive from every group joined on the machine, not only from those of this socket.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastJoin", "MCAST_JOIN_GROUP", Levels.IPv6, 42, ValueKind.GroupRequest, Write,
                "Receive what is sent to a multicast group; the same call for IPv4 and IPv6.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastBlockSource", "MCAST_BLOCK_SOURCE", Levels.IPv6, 43, ValueKind.GroupSourceRequest, Write,
                "Hear nothing more from one sender of a joined group.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastUnblockSource", "MCAST_UNBLOCK_SOURCE", Levels.IPv6, 44, ValueKind.GroupSourceRequest, Write,
                "Hear a sender of a joined group again.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastLeave", "MCAST_LEAVE_GROUP", Levels.IPv6, 45, ValueKind.GroupRequest, Write,
                "Receive no more of a multicast group.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastJoinSource", "MCAST_JOIN_SOURCE_GROUP", Levels.IPv6, 46, ValueKind.GroupSourceRequest, Write,
                "Receive what one sender sends to a group.") { On = Kinds.IPv6 },
            new(
                "IPv6MulticastLeaveSource", "MCAST_LEAVE_SOURCE_GROUP", Levels.IPv6, 47, ValueKind.GroupSourceRequest, Write,
                "Receive no more of one sender to a group.") { On = Kinds.IPv6 },
        ];
    }
}
