using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // ip(7), multicast
        private static SocketOption[] IPMulticast() =>
        [
            new(
                "MulticastInterface", "IP_MULTICAST_IF", Levels.IP, 32, ValueKind.MulticastInterface, ReadWrite,
                "The interface that multicast packets go out of, by name, index or address.") { On = Kinds.IPMessages },
            new(
                "MulticastTimeToLive", "IP_MULTICAST_TTL", Levels.IP, 33, ValueKind.Integer, ReadWrite,
                "The time-to-live of multicast packets sent; -1 for the default, which is 1.")
            {
                On = Kinds.IPMessages,
                Minimum = -1,
                Maximum = 255,
            },
            new(
                "MulticastLoop", "IP_MULTICAST_LOOP", Levels.IP, 34, ValueKind.Boolean, ReadWrite,
                "Whether own multicast packets come back to this machine.") { On = Kinds.IP },
            new(
                "JoinGroup", "IP_ADD_MEMBERSHIP", Levels.IP, 35, ValueKind.Membership, Write,
                "Receive what is sent to a multicast group, such as '239.1.2.3%eth0'.") { On = Kinds.IPMessages },
            new(
                "LeaveGroup", "IP_DROP_MEMBERSHIP", Levels.IP, 36, ValueKind.Membership, Write,
                "Receive no more of a multicast group.") { On = Kinds.IPMessages },
            new(
                "UnblockSource", "IP_UNBLOCK_SOURCE", Levels.IP, 37, ValueKind.SourceMembership, Write,
                "Hear a sender of a joined group again.") { On = Kinds.IP },
            new(
                "BlockSource", "IP_BLOCK_SOURCE", Levels.IP, 38, ValueKind.SourceMembership, Write,
                "Hear nothing more from one sender of a joined group, such as '10.0.0.1@239.1.2.3%eth0'.") { On = Kinds.IP },
            new(
                "JoinSourceGroup", "IP_ADD_SOURCE_MEMBERSHIP", Levels.IP, 39, ValueKind.SourceMembership, Write,
                "Receive what one sender sends to a group, such as '10.0.0.1@232.1.2.3%eth0'.") { On = Kinds.IP },
            new(
                "LeaveSourceGroup", "IP_DROP_SOURCE_MEMBERSHIP", Levels.IP, 40, ValueKind.SourceMembership, Write,
                "Receive no more of one sender to a group.") { On = Kinds.IP },
            new(
                "MulticastJoin", "MCAST_JOIN_GROUP", Levels.IP, 42, ValueKind.GroupRequest, Write,
                "Receive what is sent to a multicast group; the same call for IPv4 and IPv6.") { On = Kinds.IP },
            new(
                "MulticastBlockSource", "MCAST_BLOCK_SOURCE", Levels.IP, 43, ValueKind.GroupSourceRequest, Write,
                "Hear nothing more from one sender of a joined group.") { On = Kinds.IP },
            new(
                "MulticastUnblockSource", "MCAST_UNBLOCK_SOURCE", Levels.IP, 44, ValueKind.GroupSourceRequest, Write,
                "Hear a sender of a joined group again.") { On = Kinds.IP },
            new(
                "MulticastLeave", "MCAST_LEAVE_GROUP", Levels.IP, 45, ValueKind.GroupRequest, Write,
                "Receive no more of a multicast group.") { On = Kinds.IP },
            new(
                "MulticastJoinSource", "MCAST_JOIN_SOURCE_GROUP", Levels.IP, 46, ValueKind.GroupSourceRequest, Write,
                "Receive what one sender sends to a group.") { On = Kinds.IP },
            new(
                "MulticastLeaveSource", "MCAST_LEAVE_SOURCE_GROUP", Levels.IP, 47, ValueKind.GroupSourceRequest, Write,
                "Receive no more of one sender to a group.") { On = Kinds.IP },
            new(
                "MulticastAll", "IP_MULTICAST_ALL", Levels.IP, 49, ValueKind.Boolean, ReadWrite,
                "Receive from every group joined on the machine, not only from those of this socket.") { On = Kinds.IP },
        ];
    }
}
