using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // socket(7) and unix(7)
        private static SocketOption[] SocketLevel() =>
        [
            new(
                "Debug", "SO_DEBUG", Levels.Socket, 1, ValueKind.Boolean, ReadWrite,
                "Record debugging information; setting it needs CAP_NET_ADMIN."),
            new(
                "ReuseAddress", "SO_REUSEADDR", Levels.Socket, 2, ValueKind.Boolean, ReadWrite,
                "Allow bind to an address whose earlier connections are still closing."),
            new("Type", "SO_TYPE", Levels.Socket, 3, ValueKind.SocketType, Read, "The socket's type."),
            new(
                "Error", "SO_ERROR", Levels.Socket, 4, ValueKind.Errno, Read,
                "The pending error; reading it clears it.") { HasReadEffect = true },
            new(
                "DontRoute", "SO_DONTROUTE", Levels.Socket, 5, ValueKind.Boolean, ReadWrite,
                "Send to directly connected networks only.") { On = Kinds.NotMptcp },
            new(
                "Broadcast", "SO_BROADCAST", Levels.Socket, 6, ValueKind.Boolean, ReadWrite,
                "Allow sending to a broadcast address.") { On = Kinds.NotMptcp },
            new(
                "SendBuffer", "SO_SNDBUF", Levels.Socket, 7, ValueKind.Integer, ReadWrite,
                "Bytes of the send buffer; the kernel doubles what is set.") { Minimum = 0 },
            new(
                "ReceiveBuffer", "SO_RCVBUF", Levels.Socket, 8, ValueKind.Integer, ReadWrite,
                "Bytes of the receive buffer; the kernel doubles what is set.") { Minimum = 0 },
            new("KeepAlive", "SO_KEEPALIVE", Levels.Socket, 9, ValueKind.Boolean, ReadWrite, "Probe a connection that has been idle."),
            new(
                "OutOfBandInline", "SO_OOBINLINE", Levels.Socket, 10, ValueKind.Boolean, ReadWrite,
                "Leave out-of-band data in the stream.") { On = Kinds.NotMptcp },
            new(
                "NoChecksum", "SO_NO_CHECK", Levels.Socket, 11, ValueKind.Boolean, ReadWrite,
                "Send UDP datagrams without a checksum.") { On = Kinds.NotMptcp },
            new(
                "Priority", "SO_PRIORITY", Levels.Socket, 12, ValueKind.Integer, ReadWrite,
                "The queueing priority of what is sent; above 6 it needs CAP_NET_ADMIN.") { Minimum = 0 },
            new(
                "Linger", "SO_LINGER", Levels.Socket, 13, ValueKind.Linger, ReadWrite,
                "Whether and how long close waits until all is sent; 0 seconds resets the connection."),
            new(
                "BsdCompatibility", "SO_BSDCOMPAT", Levels.Socket, 14, ValueKind.Boolean, ReadWrite,
                "Nothing any more: once it kept port unreachable errors from UDP sockets.") { On = Kinds.NotMptcp },
            new(
                "ReusePort", "SO_REUSEPORT", Levels.Socket, 15, ValueKind.Boolean, ReadWrite,
                "Let several sockets of one user share an address, the kernel spreading connections over them.") { On = Kinds.Inet },
            new(
                "PassCredentials", "SO_PASSCRED", Levels.Socket, 16, ValueKind.Boolean, ReadWrite,
                "Receive the sender's credentials with each message.") { On = Kinds.Unix | Kinds.Netlink },
            new(
                "PeerCredentials", "SO_PEERCRED", Levels.Socket, 17, ValueKind.Credentials, Read,
                "The process, user and group at the other end.") { On = Kinds.Unix },
            new(
                "ReceiveLowWatermark", "SO_RCVLOWAT", Levels.Socket, 18, ValueKind.Integer, ReadWrite,
                "Bytes that must be there before the socket counts as readable.") { Minimum = 0 },
            new(
                "SendLowWatermark", "SO_SNDLOWAT", Levels.Socket, 19, ValueKind.Integer, Read,
                "Bytes of room that must be there before the socket counts as writable; always 1."),
            new(
                "ReceiveTimeout", "SO_RCVTIMEO", Levels.Socket, 20, ValueKind.TimeVal, ReadWrite,
                "How long a blocking receive waits; zero is no limit."),
            new(
                "SendTimeout", "SO_SNDTIMEO", Levels.Socket, 21, ValueKind.TimeVal, ReadWrite,
                "How long a blocking send waits; zero is no limit."),
            new(
                "BindToDevice", "SO_BINDTODEVICE", Levels.Socket, 25, ValueKind.Text, ReadWrite,
                "The one interface that the socket uses; empty for any."),
            new(
                "Timestamp", "SO_TIMESTAMP", Levels.Socket, 29, ValueKind.Boolean, ReadWrite,
                "Receive the time of arrival in microseconds with each datagram."),
            new("AcceptConnection", "SO_ACCEPTCONN", Levels.Socket, 30, ValueKind.Boolean, Read, "Whether the socket listens."),
            new(
                "PeerSecurity", "SO_PEERSEC", Levels.Socket, 31, ValueKind.Text, Read,
                "The peer's security label, where a security module gives one.") { On = Kinds.Unix | Kinds.Tcp | Kinds.Sctp },
            new(
                "SendBufferForce", "SO_SNDBUFFORCE", Levels.Socket, 32, ValueKind.Integer, Write,
                "Set the send buffer beyond the limit of net.core.wmem_max; needs CAP_NET_ADMIN.") { Minimum = 0 },
            new(
                "ReceiveBufferForce", "SO_RCVBUFFORCE", Levels.Socket, 33, ValueKind.Integer, Write,
                "Set the receive buffer beyond the limit of net.core.rmem_max; needs CAP_NET_ADMIN.") { Minimum = 0 },
            new(
                "PassSecurity", "SO_PASSSEC", Levels.Socket, 34, ValueKind.Boolean, ReadWrite,
                "Receive the sender's security label with each message.") { On = Kinds.Unix | Kinds.Netlink },
            new(
                "TimestampNanoseconds", "SO_TIMESTAMPNS", Levels.Socket, 35, ValueKind.Boolean, ReadWrite,
                "Receive the time of arrival in nanoseconds with each datagram."),
            new(
                "Mark", "SO_MARK", Levels.Socket, 36, ValueKind.Unsigned, ReadWrite,
                "The mark of each packet sent, for routing and filtering; setting it needs CAP_NET_ADMIN or CAP_NET_RAW."),
            new(
                "Timestamping", "SO_TIMESTAMPING", Levels.Socket, 37, ValueKind.Timestamping, ReadWrite,
                "Which times of sending and receiving are taken, and how they are reported."),
            new("Protocol", "SO_PROTOCOL", Levels.Socket, 38, ValueKind.Protocol, Read, "The socket's protocol."),
            new("Domain", "SO_DOMAIN", Levels.Socket, 39, ValueKind.AddressFamily, Read, "The socket's address family."),
            new(
                "ReceiveQueueOverflow", "SO_RXQ_OVFL", Levels.Socket, 40, ValueKind.Boolean, ReadWrite,
                "Receive the count of dropped datagrams with each datagram.") { On = Kinds.NotMptcp },
            new(
                "WifiStatus", "SO_WIFI_STATUS", Levels.Socket, 41, ValueKind.Boolean, ReadWrite,
                "Report in the error queue whether wireless frames were acknowledged.") { On = Kinds.NotMptcp },
            new(
                "PeekOffset", "SO_PEEK_OFF", Levels.Socket, 42, ValueKind.Integer, ReadWrite,
                "Where the next peek starts; -1 for the front of the queue.")
            {
                On = Kinds.Tcp | Kinds.Udp | Kinds.UdpLite | Kinds.Unix,
                Minimum = -1,
            },
            new(
                "NoFrameCheck", "SO_NOFCS", Levels.Socket, 43, ValueKind.Boolean, ReadWrite,
                "Take the last 4 bytes of what is sent for the frame's check sum, where the adapter can.") { On = Kinds.NotMptcp },
            new(
                "SelectErrorQueue", "SO_SELECT_ERR_QUEUE", Levels.Socket, 45, ValueKind.Boolean, ReadWrite,
                "Count a filled error queue as exceptional data in poll and select.") { On = Kinds.NotMptcp },
            new(
                "BusyPoll", "SO_BUSY_POLL", Levels.Socket, 46, ValueKind.Microseconds, ReadWrite,
                "How long a receive polls the device before it sleeps.") { Minimum = 0 },
            new(
                "MaxPacingRate", "SO_MAX_PACING_RATE", Levels.Socket, 47, ValueKind.Unsigned64, ReadWrite,
                "Bytes per second at which what is sent is paced; the greatest number is no limit.") { On = Kinds.NotMptcp },
            new(
                "BpfExtensions", "SO_BPF_EXTENSIONS", Levels.Socket, 48, ValueKind.Integer, Read,
                "How many ancillary words a filter can load."),
            new(
                "IncomingCpu", "SO_INCOMING_CPU", Levels.Socket, 49, ValueKind.Integer, ReadWrite,
                "The processor that handled the last packet, or the only one this socket takes packets from.") { Minimum = -1 },
            new(
                "ConfirmNeighbour", "SO_CNX_ADVICE", Levels.Socket, 53, ValueKind.Integer, Write,
                "1 says that the route does not work, so another one is looked for.") { On = Kinds.NotMptcp, Minimum = 0, Maximum = 1 },
            new("Memory", "SO_MEMINFO", Levels.Socket, 55, ValueKind.Memory, Read, "The memory that the socket uses, as ss -m shows it."),
            new(
                "IncomingNapiId", "SO_INCOMING_NAPI_ID", Levels.Socket, 56, ValueKind.Unsigned, Read,
                "The receive queue that the last packet came through; 0 for none."),
            new(
                "Cookie", "SO_COOKIE", Levels.Socket, 57, ValueKind.Unsigned64, Read,
                "The kernel's number of the socket, the same for its whole life."),
            new(
                "PeerGroups", "SO_PEERGROUPS", Levels.Socket, 59, ValueKind.Numbers, Read,
                "The supplementary groups at the other end.") { On = Kinds.Unix },
            new(
                "ZeroCopy", "SO_ZEROCOPY", Levels.Socket, 60, ValueKind.Boolean, ReadWrite,
                "Allow sends that do not copy.") { On = Kinds.Tcp | Kinds.Udp | Kinds.Vsock },
            new(
                "TransmitTime", "SO_TXTIME", Levels.Socket, 61, ValueKind.TransmitTime, ReadWrite,
                "The clock by which datagrams carry the time at which they are to be sent.") { On = Kinds.NotMptcp },
            new(
                "BindToInterface", "SO_BINDTOIFINDEX", Levels.Socket, 62, ValueKind.InterfaceIndex, ReadWrite,
                "The one interface that the socket uses, by name, index or address; empty for any."),
            new(
                "PreferBusyPoll", "SO_PREFER_BUSY_POLL", Levels.Socket, 69, ValueKind.Boolean, ReadWrite,
                "Poll the device instead of taking its interrupts; setting it needs CAP_NET_ADMIN."),
            new(
                "BusyPollBudget", "SO_BUSY_POLL_BUDGET", Levels.Socket, 70, ValueKind.Integer, Write,
                "How many packets one busy poll takes; more than 8 needs CAP_NET_ADMIN.") { Minimum = 0, Maximum = 65535 },
            new(
                "NetworkNamespaceCookie", "SO_NETNS_COOKIE", Levels.Socket, 71, ValueKind.Unsigned64, Read,
                "The kernel's number of the network namespace."),
            new(
                "BufferLock", "SO_BUF_LOCK", Levels.Socket, 72, ValueKind.BufferLocks, ReadWrite,
                "Which buffers the kernel does not tune.") { On = Kinds.NotMptcp },
            new(
                "ReserveMemory", "SO_RESERVE_MEM", Levels.Socket, 73, ValueKind.Integer, ReadWrite,
                "Bytes that the memory control group sets aside for the socket.") { On = Kinds.NotMptcp, Minimum = 0 },
            new(
                "TransmitRehash", "SO_TXREHASH", Levels.Socket, 74, ValueKind.Integer, ReadWrite,
                "Whether a lost packet makes the flow look for another path: 1 yes, 0 no, -1 for the default.")
            {
                On = Kinds.Tcp,
                Minimum = -1,
                Maximum = 1,
            },
            new(
                "ReceiveMark", "SO_RCVMARK", Levels.Socket, 75, ValueKind.Boolean, ReadWrite,
                "Receive the packet's mark with each datagram.") { On = Kinds.NotMptcp },
            new(
                "PassProcessDescriptor", "SO_PASSPIDFD", Levels.Socket, 76, ValueKind.Boolean, ReadWrite,
                "Receive a descriptor of the sender's process with each message.") { On = Kinds.Unix },
            new(
                "PeerProcessDescriptor", "SO_PEERPIDFD", Levels.Socket, 77, ValueKind.Descriptor, Read,
                "A descriptor of the process at the other end; each reading opens one.") { On = Kinds.Unix, HasReadEffect = true },
            new(
                "ReceivePriority", "SO_RCVPRIORITY", Levels.Socket, 82, ValueKind.Boolean, ReadWrite,
                "Receive the packet's priority with each datagram.") { On = Kinds.NotMptcp },
            new(
                "PassDescriptors", "SO_PASSRIGHTS", Levels.Socket, 83, ValueKind.Boolean, ReadWrite,
                "Take descriptors that a sender passes; off refuses them to the sender.") { On = Kinds.Unix },
        ];
    }
}
