using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // udp(7) and udplite(7)
        private static SocketOption[] UdpLevel() =>
        [
            new(
                "UdpCork", "UDP_CORK", Levels.Udp, 1, ValueKind.Boolean, ReadWrite,
                "Gather what is sent into one datagram until it is off again.") { On = Kinds.Udp | Kinds.UdpLite },
            new(
                "UdpEncapsulation", "UDP_ENCAP", Levels.Udp, 100, ValueKind.Integer, ReadWrite,
                "What the kernel takes out of the datagrams: 1 or 2 ESP, 3 L2TP, 4 or 5 GTP.")
            {
                On = Kinds.Udp | Kinds.UdpLite,
                Minimum = 0,
            },
            new(
                "UdpNoChecksum6Send", "UDP_NO_CHECK6_TX", Levels.Udp, 101, ValueKind.Boolean, ReadWrite,
                "Send without a checksum over IPv6, for tunnels.") { On = Kinds.Udp | Kinds.UdpLite },
            new(
                "UdpNoChecksum6Receive", "UDP_NO_CHECK6_RX", Levels.Udp, 102, ValueKind.Boolean, ReadWrite,
                "Take datagrams without a checksum over IPv6, for tunnels.") { On = Kinds.Udp | Kinds.UdpLite },
            new(
                "UdpSegment", "UDP_SEGMENT", Levels.Udp, 103, ValueKind.Integer, ReadWrite,
                "Cut what one send gives into datagrams of this many bytes; 0 for no cutting.")
            {
                On = Kinds.Udp | Kinds.UdpLite,
                Minimum = 0,
                Maximum = 65535,
            },
            new(
                "UdpReceiveOffload", "UDP_GRO", Levels.Udp, 104, ValueKind.Boolean, ReadWrite,
                "Let one receive give several datagrams of one size at once.") { On = Kinds.Udp | Kinds.UdpLite },
            new(
                "UdpLiteSendCoverage", "UDPLITE_SEND_CSCOV", Levels.UdpLite, 10, ValueKind.Integer, ReadWrite,
                "How many bytes the checksum of datagrams sent covers; 0 for all.") { On = Kinds.UdpLite, Minimum = 0, Maximum = 65535 },
            new(
                "UdpLiteReceiveCoverage", "UDPLITE_RECV_CSCOV", Levels.UdpLite, 11, ValueKind.Integer, ReadWrite,
                "How many bytes the checksum of datagrams received must cover at the least; 0 for all.")
            {
                On = Kinds.UdpLite,
                Minimum = 0,
                Maximum = 65535,
            },
        ];
    }
}
