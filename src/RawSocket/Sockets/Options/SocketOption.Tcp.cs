using static RawSockets.SocketOptionAccess;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // tcp(7)
        private static SocketOption[] TcpLevel() =>
        [
            new("NoDelay", "TCP_NODELAY", Levels.Tcp, 1, ValueKind.Boolean, ReadWrite, "Send small segments at once (Nagle off)."),
            new("MaxSegment", "TCP_MAXSEG", Levels.Tcp, 2, ValueKind.Integer, ReadWrite, "The largest segment, in bytes."),
            new("Cork", "TCP_CORK", Levels.Tcp, 3, ValueKind.Boolean, ReadWrite, "Hold partial segments back until it is off again, 200 ms at the most."),
            new("KeepAliveIdle", "TCP_KEEPIDLE", Levels.Tcp, 4, ValueKind.Seconds, ReadWrite, "How long a connection is idle before the first keep-alive probe."),
            new("KeepAliveInterval", "TCP_KEEPINTVL", Levels.Tcp, 5, ValueKind.Seconds, ReadWrite, "The time between keep-alive probes."),
            new("KeepAliveCount", "TCP_KEEPCNT", Levels.Tcp, 6, ValueKind.Integer, ReadWrite, "How many probes go unanswered before the connection is dropped."),
            new("SynCount", "TCP_SYNCNT", Levels.Tcp, 7, ValueKind.Integer, ReadWrite, "How often a connection attempt is retransmitted."),
            new("Linger2", "TCP_LINGER2", Levels.Tcp, 8, ValueKind.Seconds, ReadWrite, "How long an orphaned socket stays in FIN_WAIT2."),
            new("DeferAccept", "TCP_DEFER_ACCEPT", Levels.Tcp, 9, ValueKind.Seconds, ReadWrite, "Wake the listener only when data arrives, for this long."),
            new("WindowClamp", "TCP_WINDOW_CLAMP", Levels.Tcp, 10, ValueKind.Integer, ReadWrite, "The largest window that is advertised, in bytes."),
            new("TcpInfo", "TCP_INFO", Levels.Tcp, 11, ValueKind.Bytes, Read, "The kernel's struct tcp_info for the connection."),
            new("QuickAck", "TCP_QUICKACK", Levels.Tcp, 12, ValueKind.Boolean, ReadWrite, "Acknowledge at once; the kernel may leave the mode again."),
            new("Congestion", "TCP_CONGESTION", Levels.Tcp, 13, ValueKind.Text, ReadWrite, "The congestion control in use."),
            new("UserTimeout", "TCP_USER_TIMEOUT", Levels.Tcp, 18, ValueKind.Milliseconds, ReadWrite, "How long sent data may go unacknowledged before the connection is dropped; zero for the default."),
            new("FastOpen", "TCP_FASTOPEN", Levels.Tcp, 23, ValueKind.Integer, ReadWrite, "How many half-open Fast Open connections the listener queues."),
            new("TcpTimestamp", "TCP_TIMESTAMP", Levels.Tcp, 24, ValueKind.Integer, Read, "The connection's timestamp value."),
            new("NotSentLowWatermark", "TCP_NOTSENT_LOWAT", Levels.Tcp, 25, ValueKind.Integer, ReadWrite, "Bytes unsent above which the socket does not count as writable."),
            new("FastOpenConnect", "TCP_FASTOPEN_CONNECT", Levels.Tcp, 30, ValueKind.Boolean, ReadWrite, "Send the first data with the SYN."),
            new("InQueue", "TCP_INQ", Levels.Tcp, 36, ValueKind.Boolean, ReadWrite, "Report the bytes left in the receive queue with each receive."),
        ];
    }
}
