using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // packet(7)
        private static SocketOption[] PacketLevel() =>
        [
            new(
                "AddPacketMembership", "PACKET_ADD_MEMBERSHIP", Levels.Packet, 1, ValueKind.PacketMembership, Write,
                "Have an interface receive more than its own frames; its name alone means every frame.") { On = Kinds.Packet },
            new(
                "DropPacketMembership", "PACKET_DROP_MEMBERSHIP", Levels.Packet, 2, ValueKind.PacketMembership, Write,
                "Take back what PACKET_ADD_MEMBERSHIP asked for.") { On = Kinds.Packet },
            new(
                "PacketStatistics", "PACKET_STATISTICS", Levels.Packet, 6, ValueKind.PacketStatistics, Read,
                "Packets received and dropped since the last reading, which starts the counts again.")
            {
                On = Kinds.Packet,
                HasReadEffect = true,
            },
            new(
                "PacketCopyThreshold", "PACKET_COPY_THRESH", Levels.Packet, 7, ValueKind.Integer, ReadWrite,
                "Frames of a ring that are larger than this are queued whole, too.") { On = Kinds.Packet, Minimum = 0 },
            new(
                "PacketAuxiliaryData", "PACKET_AUXDATA", Levels.Packet, 8, ValueKind.Boolean, ReadWrite,
                "Receive length, status and VLAN of each frame.") { On = Kinds.Packet },
            new(
                "PacketOriginalDevice", "PACKET_ORIGDEV", Levels.Packet, 9, ValueKind.Boolean, ReadWrite,
                "Name the interface that a frame came through, not the one made of several.") { On = Kinds.Packet },
            new(
                "PacketVersion", "PACKET_VERSION", Levels.Packet, 10, ValueKind.Integer, ReadWrite,
                "The layout of the ring's frames: 0 for TPACKET_V1, 1 for V2, 2 for V3.") { On = Kinds.Packet, Minimum = 0, Maximum = 2 },
            new(
                "PacketReserve", "PACKET_RESERVE", Levels.Packet, 12, ValueKind.Unsigned, ReadWrite,
                "Bytes of room in front of each frame of a ring.") { On = Kinds.Packet },
            new(
                "PacketLoss", "PACKET_LOSS", Levels.Packet, 14, ValueKind.Boolean, ReadWrite,
                "Skip malformed frames of a transmit ring instead of stopping at them.") { On = Kinds.Packet },
            new(
                "PacketVirtualHeader", "PACKET_VNET_HDR", Levels.Packet, 15, ValueKind.Boolean, ReadWrite,
                "Frames carry a struct virtio_net_hdr in front.") { On = Kinds.PacketRaw },
            new(
                "PacketTimestamp", "PACKET_TIMESTAMP", Levels.Packet, 17, ValueKind.Timestamping, ReadWrite,
                "Which times are put into the frames of a ring.") { On = Kinds.Packet },
            new(
                "PacketFanOut", "PACKET_FANOUT", Levels.Packet, 18, ValueKind.Integer, ReadWrite,
                "The group of sockets among which frames are spread: its number, and how in the upper half.") { On = Kinds.Packet },
            new(
                "PacketHasOffset", "PACKET_TX_HAS_OFF", Levels.Packet, 19, ValueKind.Boolean, ReadWrite,
                "Frames of a transmit ring say where their data starts.") { On = Kinds.Packet },
            new(
                "PacketBypass", "PACKET_QDISC_BYPASS", Levels.Packet, 20, ValueKind.Boolean, ReadWrite,
                "Send past the traffic control of the interface.") { On = Kinds.Packet },
            new(
                "PacketRolloverStatistics", "PACKET_ROLLOVER_STATS", Levels.Packet, 21, ValueKind.Bytes, Read,
                "How many frames a group of sockets handed on, a struct tpacket_rollover_stats.") { On = Kinds.Packet },
            new(
                "PacketFanOutData", "PACKET_FANOUT_DATA", Levels.Packet, 22, ValueKind.Bytes, Write,
                "The program that spreads frames among a group of sockets.") { On = Kinds.Packet },
            new(
                "PacketIgnoreOutgoing", "PACKET_IGNORE_OUTGOING", Levels.Packet, 23, ValueKind.Boolean, ReadWrite,
                "Receive no frames that this machine sends.") { On = Kinds.Packet },
            new(
                "PacketVirtualHeaderSize", "PACKET_VNET_HDR_SZ", Levels.Packet, 24, ValueKind.Integer, ReadWrite,
                "Bytes of the header in front of frames: 0, 10 or 12.") { On = Kinds.PacketRaw, Minimum = 0 },
        ];
    }
}
