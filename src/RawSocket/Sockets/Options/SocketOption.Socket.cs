using static RawSockets.SocketOptionAccess;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // socket(7)
        private static SocketOption[] SocketLevel() =>
        [
            new("Debug", "SO_DEBUG", Levels.Socket, 1, ValueKind.Boolean, ReadWrite, "Record debugging information; setting it needs CAP_NET_ADMIN."),
            new("ReuseAddress", "SO_REUSEADDR", Levels.Socket, 2, ValueKind.Boolean, ReadWrite, "Allow bind to an address whose earlier connections are still closing."),
            new("Type", "SO_TYPE", Levels.Socket, 3, ValueKind.Integer, Read, "The socket's type as a number."),
            new("Error", "SO_ERROR", Levels.Socket, 4, ValueKind.Integer, Read, "The pending error number; reading it clears it."),
            new("DontRoute", "SO_DONTROUTE", Levels.Socket, 5, ValueKind.Boolean, ReadWrite, "Send to directly connected networks only."),
            new("Broadcast", "SO_BROADCAST", Levels.Socket, 6, ValueKind.Boolean, ReadWrite, "Allow sending to a broadcast address."),
            new("SendBuffer", "SO_SNDBUF", Levels.Socket, 7, ValueKind.Integer, ReadWrite, "Bytes of the send buffer; the kernel doubles what is set."),
            new("ReceiveBuffer", "SO_RCVBUF", Levels.Socket, 8, ValueKind.Integer, ReadWrite, "Bytes of the receive buffer; the kernel doubles what is set."),
            new("KeepAlive", "SO_KEEPALIVE", Levels.Socket, 9, ValueKind.Boolean, ReadWrite, "Probe a connection that has been idle."),
            new("OutOfBandInline", "SO_OOBINLINE", Levels.Socket, 10, ValueKind.Boolean, ReadWrite, "Leave out-of-band data in the stream."),
            new("NoChecksum", "SO_NO_CHECK", Levels.Socket, 11, ValueKind.Boolean, ReadWrite, "Send UDP datagrams without a checksum."),
            new("Priority", "SO_PRIORITY", Levels.Socket, 12, ValueKind.Integer, ReadWrite, "The queueing priority of what is sent."),
            new("Linger", "SO_LINGER", Levels.Socket, 13, ValueKind.Linger, ReadWrite, "Whether and how long close waits until all is sent; 0 seconds resets the connection."),
            new("ReusePort", "SO_REUSEPORT", Levels.Socket, 15, ValueKind.Boolean, ReadWrite, "Let several sockets of one user share an address, the kernel spreading connections over them."),
            new("PassCredentials", "SO_PASSCRED", Levels.Socket, 16, ValueKind.Boolean, ReadWrite, "Receive the sender's credentials on a Unix socket."),
            new("ReceiveLowWatermark", "SO_RCVLOWAT", Levels.Socket, 18, ValueKind.Integer, ReadWrite, "Bytes that must be there before the socket counts as readable."),
            new("SendLowWatermark", "SO_SNDLOWAT", Levels.Socket, 19, ValueKind.Integer, Read, "Bytes of room that must be there before the socket counts as writable; always 1."),
            new("ReceiveTimeout", "SO_RCVTIMEO", Levels.Socket, 20, ValueKind.TimeVal, ReadWrite, "How long a blocking receive waits in the kernel; zero is no limit."),
            new("SendTimeout", "SO_SNDTIMEO", Levels.Socket, 21, ValueKind.TimeVal, ReadWrite, "How long a blocking send waits in the kernel; zero is no limit."),
            new("BindToDevice", "SO_BINDTODEVICE", Levels.Socket, 25, ValueKind.Text, ReadWrite, "The one interface that the socket uses; empty for any."),
            new("Timestamp", "SO_TIMESTAMP", Levels.Socket, 29, ValueKind.Boolean, ReadWrite, "Receive the time of arrival in microseconds with each datagram."),
            new("AcceptConnection", "SO_ACCEPTCONN", Levels.Socket, 30, ValueKind.Boolean, Read, "Whether the socket listens."),
            new("SendBufferForce", "SO_SNDBUFFORCE", Levels.Socket, 32, ValueKind.Integer, Write, "Set the send buffer beyond the limit; needs CAP_NET_ADMIN."),
            new("ReceiveBufferForce", "SO_RCVBUFFORCE", Levels.Socket, 33, ValueKind.Integer, Write, "Set the receive buffer beyond the limit; needs CAP_NET_ADMIN."),
            new("TimestampNanoseconds", "SO_TIMESTAMPNS", Levels.Socket, 35, ValueKind.Boolean, ReadWrite, "Receive the time of arrival in nanoseconds with each datagram."),
            new("Mark", "SO_MARK", Levels.Socket, 36, ValueKind.Integer, ReadWrite, "The mark of each packet sent, for routing and filtering; needs CAP_NET_ADMIN."),
            new("Protocol", "SO_PROTOCOL", Levels.Socket, 38, ValueKind.Integer, Read, "The socket's protocol as a number."),
            new("Domain", "SO_DOMAIN", Levels.Socket, 39, ValueKind.Integer, Read, "The socket's address family as a number."),
            new("ReceiveQueueOverflow", "SO_RXQ_OVFL", Levels.Socket, 40, ValueKind.Boolean, ReadWrite, "Receive the count of dropped datagrams with each datagram."),
            new("PeekOffset", "SO_PEEK_OFF", Levels.Socket, 42, ValueKind.Integer, ReadWrite, "Where the next peek starts; -1 for the front of the queue."),
            new("BusyPoll", "SO_BUSY_POLL", Levels.Socket, 46, ValueKind.Integer, ReadWrite, "Microseconds that a receive polls the device before it sleeps."),
            new("MaxPacingRate", "SO_MAX_PACING_RATE", Levels.Socket, 47, ValueKind.Integer, ReadWrite, "Bytes per second at which TCP paces what it sends; -1 for no limit."),
            new("IncomingCpu", "SO_INCOMING_CPU", Levels.Socket, 49, ValueKind.Integer, ReadWrite, "The processor that handled the last packet."),
            new("ZeroCopy", "SO_ZEROCOPY", Levels.Socket, 60, ValueKind.Boolean, ReadWrite, "Allow sends that do not copy."),
        ];
    }
}
