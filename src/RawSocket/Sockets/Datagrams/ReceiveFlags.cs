namespace RawSockets;

/// <summary>
/// What the flags of recv(2) mean for a kind of socket. Protocols take flags that they have no use for, and some then do what nobody asked
/// for: they throw data away, or give data where something else was wanted.
/// </summary>
internal static class ReceiveFlags
{
    // What a packet socket does not refuse, packet_recvmsg.
    private const MessageFlags OfPackets = MessageFlags.Peek | MessageFlags.DontWait | MessageFlags.Truncated | MessageFlags.ErrorQueue;

    /// <summary>Whether a message is received as a whole, with its end; a stream has none.</summary>
    internal static bool HasMessages(SocketKind kind) => kind.Type != SocketType.Stream;

    /// <summary>Whether MSG_ERRQUEUE takes from an error queue. Where there is none, the kernel takes data instead.</summary>
    internal static bool HasErrorQueue(SocketKind kind) => kind.Family switch
    {
        AddressFamily.Inet or AddressFamily.Inet6 => kind.Protocol != ProtocolType.Sctp,
        AddressFamily.Packet => true,
        _ => false,
    };

    /// <exception cref="RawSocketException">One of the flags is not for such a socket.</exception>
    internal static void Require(string systemCall, MessageFlags flags, SocketKind kind)
    {
        if (flags.HasFlag(MessageFlags.ErrorQueue) && !HasErrorQueue(kind))
        {
            throw Refusal(systemCall, "MSG_ERRQUEUE: such a socket has no error queue, and the kernel would take data instead");
        }

        if (flags.HasFlag(MessageFlags.OutOfBand) && !HasOutOfBand(kind))
        {
            throw Refusal(systemCall, "MSG_OOB: such a socket has no out-of-band data");
        }

        if (flags.HasFlag(MessageFlags.Truncated) && ThrowsAway(kind))
        {
            throw Refusal(systemCall, "MSG_TRUNC: of a TCP stream, the kernel throws the bytes away that it counts, tcp(7)");
        }

        if (kind.Family == AddressFamily.Packet && (flags & ~OfPackets) != 0)
        {
            throw new RawSocketException(systemCall, new Errno(Errno.Numbers.EINVAL), null, $"{flags & ~OfPackets}: a packet socket has no use for it");
        }
    }

    private static bool HasOutOfBand(SocketKind kind) =>
        kind.Type == SocketType.Stream && kind.Family is (AddressFamily.Inet or AddressFamily.Inet6 or AddressFamily.Unix) && kind.Protocol != ProtocolType.Sctp;

    private static bool ThrowsAway(SocketKind kind) =>
        kind.Type == SocketType.Stream && kind.Family is (AddressFamily.Inet or AddressFamily.Inet6) && kind.Protocol != ProtocolType.Sctp;

    private static RawSocketException Refusal(string systemCall, string why) => new(systemCall, new Errno(Errno.Numbers.EOPNOTSUPP), null, why);
}
