using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // tcp(7)
        private static SocketOption[] TcpLevel() =>
        [
            new(
                "NoDelay", "TCP_NODELAY", Levels.Tcp, 1, ValueKind.Boolean, ReadWrite,
                "Send small segments at once (Nagle off).") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "MaxSegment", "TCP_MAXSEG", Levels.Tcp, 2, ValueKind.Integer, ReadWrite,
                "The largest segment, in bytes, 88 to 32767; 0 for no limit of one's own.")
            {
                On = Kinds.Tcp | Kinds.Mptcp,
                Minimum = 0,
                Maximum = 32767,
            },
            new(
                "Cork", "TCP_CORK", Levels.Tcp, 3, ValueKind.Boolean, ReadWrite,
                "Hold partial segments back until it is off again, 200 ms at the most.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "KeepAliveIdle", "TCP_KEEPIDLE", Levels.Tcp, 4, ValueKind.Seconds, ReadWrite,
                "How long a connection is idle before the first keep-alive probe.")
            {
                On = Kinds.Tcp | Kinds.Mptcp,
                Minimum = 1,
                Maximum = 32767,
            },
            new(
                "KeepAliveInterval", "TCP_KEEPINTVL", Levels.Tcp, 5, ValueKind.Seconds, ReadWrite,
                "The time between keep-alive probes.") { On = Kinds.Tcp | Kinds.Mptcp, Minimum = 1, Maximum = 32767 },
            new(
                "KeepAliveCount", "TCP_KEEPCNT", Levels.Tcp, 6, ValueKind.Integer, ReadWrite,
                "How many probes go unanswered before the connection is dropped.")
            {
                On = Kinds.Tcp | Kinds.Mptcp,
                Minimum = 1,
                Maximum = 127,
            },
            new(
                "SynCount", "TCP_SYNCNT", Levels.Tcp, 7, ValueKind.Integer, ReadWrite,
                "How often a connection attempt is retransmitted.") { On = Kinds.Tcp, Minimum = 1, Maximum = 127 },
            new(
                "Linger2", "TCP_LINGER2", Levels.Tcp, 8, ValueKind.Seconds, ReadWrite,
                "How long an orphaned socket stays in FIN_WAIT2; -1 for not at all, 0 for the default.") { On = Kinds.Tcp, Minimum = -1 },
            new(
                "DeferAccept", "TCP_DEFER_ACCEPT", Levels.Tcp, 9, ValueKind.Seconds, ReadWrite,
                "Wake the listener only when data arrives, for this long; rounded up to whole retransmissions.")
            {
                On = Kinds.Tcp | Kinds.Mptcp,
                Minimum = 0,
            },
            new(
                "WindowClamp", "TCP_WINDOW_CLAMP", Levels.Tcp, 10, ValueKind.Integer, ReadWrite,
                "The largest window that is advertised, in bytes.") { On = Kinds.Tcp, Minimum = 0 },
            new(
                "TcpInfo", "TCP_INFO", Levels.Tcp, 11, ValueKind.TcpInfo, Read,
                "What the kernel knows of the connection: state, times, windows, losses, rates.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "QuickAck", "TCP_QUICKACK", Levels.Tcp, 12, ValueKind.Boolean, ReadWrite,
                "Acknowledge at once; the kernel may leave the mode again.") { On = Kinds.Tcp },
            new(
                "Congestion", "TCP_CONGESTION", Levels.Tcp, 13, ValueKind.Text, ReadWrite,
                "The congestion control in use.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "Md5Signature", "TCP_MD5SIG", Levels.Tcp, 14, ValueKind.Bytes, Write,
                "A key by which segments of one peer are signed (RFC 2385), a struct tcp_md5sig.") { On = Kinds.Tcp },
            new(
                "ThinLinearTimeouts", "TCP_THIN_LINEAR_TIMEOUTS", Levels.Tcp, 16, ValueKind.Boolean, ReadWrite,
                "Do not double the retransmission time of a stream with few packets in flight.") { On = Kinds.Tcp },
            new(
                "ThinDuplicateAck", "TCP_THIN_DUPACK", Levels.Tcp, 17, ValueKind.Boolean, ReadWrite,
                "Nothing any more: once it retransmitted after one duplicate acknowledgement.") { On = Kinds.Tcp },
            new(
                "UserTimeout", "TCP_USER_TIMEOUT", Levels.Tcp, 18, ValueKind.Milliseconds, ReadWrite,
                "How long sent data may go unacknowledged before the connection is dropped; zero for the default.")
            {
                On = Kinds.Tcp,
                Minimum = 0,
            },
            new(
                "FastOpen", "TCP_FASTOPEN", Levels.Tcp, 23, ValueKind.Integer, ReadWrite,
                "How many half-open Fast Open connections the listener queues.") { On = Kinds.Tcp | Kinds.Mptcp, Minimum = 0 },
            new(
                "NotSentLowWatermark", "TCP_NOTSENT_LOWAT", Levels.Tcp, 25, ValueKind.Unsigned, ReadWrite,
                "Bytes unsent above which the socket does not count as writable.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "CongestionInfo", "TCP_CC_INFO", Levels.Tcp, 26, ValueKind.Bytes, Read,
                "What the congestion control tells of itself, a struct of its own; empty when it has none.")
            {
                On = Kinds.Tcp | Kinds.Mptcp,
            },
            new(
                "SaveSyn", "TCP_SAVE_SYN", Levels.Tcp, 27, ValueKind.Integer, ReadWrite,
                "Whether the listener keeps the headers of each SYN: 1 from IP on, 2 with the link's.")
            {
                On = Kinds.Tcp,
                Minimum = 0,
                Maximum = 2,
            },
            new(
                "SavedSyn", "TCP_SAVED_SYN", Levels.Tcp, 28, ValueKind.Bytes, Read,
                "The headers of the SYN that made the connection; reading frees them.") { On = Kinds.Tcp, HasReadEffect = true },
            new(
                "FastOpenConnect", "TCP_FASTOPEN_CONNECT", Levels.Tcp, 30, ValueKind.Boolean, ReadWrite,
                "Send the first data with the SYN.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "UpperProtocol", "TCP_ULP", Levels.Tcp, 31, ValueKind.Text, ReadWrite,
                "The protocol that the kernel runs above the connection, such as tls.") { On = Kinds.Tcp },
            new(
                "Md5SignatureExtended", "TCP_MD5SIG_EXT", Levels.Tcp, 32, ValueKind.Bytes, Write,
                "A key for a whole prefix or interface, a struct tcp_md5sig.") { On = Kinds.Tcp },
            new(
                "FastOpenKey", "TCP_FASTOPEN_KEY", Levels.Tcp, 33, ValueKind.Bytes, ReadWrite,
                "The listener's own key for Fast Open cookies: 16 bytes, or 32 for a key and the one before it.")
            {
                On = Kinds.Tcp | Kinds.Mptcp,
            },
            new(
                "FastOpenNoCookie", "TCP_FASTOPEN_NO_COOKIE", Levels.Tcp, 34, ValueKind.Boolean, ReadWrite,
                "Fast Open without a cookie.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "InQueue", "TCP_INQ", Levels.Tcp, 36, ValueKind.Boolean, ReadWrite,
                "Report the bytes left in the receive queue with each receive.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "TransmitDelay", "TCP_TX_DELAY", Levels.Tcp, 37, ValueKind.Microseconds, ReadWrite,
                "How long each packet is held back before it is sent, to play at a longer path.") { On = Kinds.Tcp, Minimum = 0 },
            new(
                "AddAuthenticationKey", "TCP_AO_ADD_KEY", Levels.Tcp, 38, ValueKind.Bytes, Write,
                "Add a key of the TCP authentication option (RFC 5925), a struct tcp_ao_add.") { On = Kinds.Tcp },
            new(
                "RemoveAuthenticationKey", "TCP_AO_DEL_KEY", Levels.Tcp, 39, ValueKind.Bytes, Write,
                "Remove a key of the TCP authentication option, a struct tcp_ao_del.") { On = Kinds.Tcp },
            new(
                "AuthenticationInfo", "TCP_AO_INFO", Levels.Tcp, 40, ValueKind.Bytes, ReadWrite,
                "Settings and counters of the TCP authentication option, a struct tcp_ao_info_opt.") { On = Kinds.Tcp },
            new(
                "IsMptcp", "TCP_IS_MPTCP", Levels.Tcp, 43, ValueKind.Boolean, Read,
                "Whether the connection is MPTCP and has not fallen back to plain TCP.") { On = Kinds.Tcp | Kinds.Mptcp },
            new(
                "RetransmitMaximum", "TCP_RTO_MAX_MS", Levels.Tcp, 44, ValueKind.Milliseconds, ReadWrite,
                "The longest time between retransmissions.") { On = Kinds.Tcp, Minimum = 1000, Maximum = 120000 },
            new(
                "RetransmitMinimum", "TCP_RTO_MIN_US", Levels.Tcp, 45, ValueKind.Microseconds, ReadWrite,
                "The shortest time between retransmissions.") { On = Kinds.Tcp, Minimum = 1 },
            new(
                "DelayedAckMaximum", "TCP_DELACK_MAX_US", Levels.Tcp, 46, ValueKind.Microseconds, ReadWrite,
                "The longest time that an acknowledgement is held back.") { On = Kinds.Tcp, Minimum = 1 },
        ];
    }
}
