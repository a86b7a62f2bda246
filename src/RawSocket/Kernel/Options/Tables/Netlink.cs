using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // netlink(7)
        private static SocketOption[] NetlinkLevel() =>
        [
            new(
                "NetlinkJoinGroup", "NETLINK_ADD_MEMBERSHIP", Levels.Netlink, 1, ValueKind.Integer, Write,
                "Receive what the kernel sends to a group of this number.") { On = Kinds.Netlink, Minimum = 1 },
            new(
                "NetlinkLeaveGroup", "NETLINK_DROP_MEMBERSHIP", Levels.Netlink, 2, ValueKind.Integer, Write,
                "Receive no more of a group.") { On = Kinds.Netlink, Minimum = 1 },
            new(
                "NetlinkPacketInfo", "NETLINK_PKTINFO", Levels.Netlink, 3, ValueKind.Boolean, ReadWrite,
                "Receive the group with each message.") { On = Kinds.Netlink },
            new(
                "NetlinkBroadcastError", "NETLINK_BROADCAST_ERROR", Levels.Netlink, 4, ValueKind.Boolean, ReadWrite,
                "Report to a sender that its broadcast did not reach this socket.") { On = Kinds.Netlink },
            new(
                "NetlinkNoBufferErrors", "NETLINK_NO_ENOBUFS", Levels.Netlink, 5, ValueKind.Boolean, ReadWrite,
                "Do not report that messages were lost for want of room.") { On = Kinds.Netlink },
            new(
                "NetlinkAllNamespaces", "NETLINK_LISTEN_ALL_NSID", Levels.Netlink, 8, ValueKind.Boolean, ReadWrite,
                "Receive from other network namespaces too; setting it needs CAP_NET_BROADCAST.") { On = Kinds.Netlink },
            new(
                "NetlinkGroups", "NETLINK_LIST_MEMBERSHIPS", Levels.Netlink, 9, ValueKind.Bits, Read,
                "The groups that the socket receives.") { On = Kinds.Netlink },
            new(
                "NetlinkShortAcknowledge", "NETLINK_CAP_ACK", Levels.Netlink, 10, ValueKind.Boolean, ReadWrite,
                "Leave the request out of its acknowledgement.") { On = Kinds.Netlink },
            new(
                "NetlinkExtendedAcknowledge", "NETLINK_EXT_ACK", Levels.Netlink, 11, ValueKind.Boolean, ReadWrite,
                "Say in words what was wrong with a request.") { On = Kinds.Netlink },
            new(
                "NetlinkStrictCheck", "NETLINK_GET_STRICT_CHK", Levels.Netlink, 12, ValueKind.Boolean, ReadWrite,
                "Refuse requests to list things whose header asks for what does not exist.") { On = Kinds.Netlink },
        ];
    }
}
