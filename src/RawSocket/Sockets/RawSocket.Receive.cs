using RawSockets.Interop;

namespace RawSockets;

/// <content>recv(2)</content>
public sealed partial class RawSocket
{
    /// <summary>
    /// Receives until the buffer is full or the stream ends. When it fails half-way, what had come is kept for the next receive.
    /// </summary>
    /// <inheritdoc cref="Receive"/>
    public int ReceiveExactly(Span<byte> buffer, int? timeout = null, CancellationToken cancellationToken = default)
    {
        RequireStream("recv");
        Deadline deadline = Deadline.After(timeout ?? -1);
        int received = 0;
        try
        {
            while (received < buffer.Length)
            {
                int? left = timeout is null ? null : deadline.RemainingMilliseconds;
                int count = Receive(buffer[received..], MessageFlags.None, left, cancellationToken);
                if (count == 0)
                {
                    break;
                }

                received += count;
            }
        }
        catch
        {
            Keep(buffer[..received]);
            throw;
        }

        return received;
    }

    /// <summary>Receives what has arrived, recv(2), waiting until there is something.</summary>
    /// <param name="buffer">Where the bytes go; at least one byte.</param>
    /// <param name="flags">Flags of recv(2).</param>
    /// <param name="timeout">How long to wait, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes were received; 0 at the end of the stream.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused: recv,ECONNRESET, recv,ENOTCONN, recv,EAGAIN; or nothing came in time: recv,ETIMEDOUT.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int Receive(Span<byte> buffer, MessageFlags flags = MessageFlags.None, int? timeout = null, CancellationToken cancellationToken = default)
    {
        RequireFlags(flags);
        using var lease = Use("recv");
        Patience patience = ForReceive(timeout, flags);
        bool outOfBand = flags.HasFlag(MessageFlags.OutOfBand);
        bool peek = flags.HasFlag(MessageFlags.Peek);
        bool whole = flags.HasFlag(MessageFlags.WaitAll) && !outOfBand && patience.Waits && !ReceiveFlags.HasMessages(Kind);
        if (whole && !peek)
        {
            // The call itself is made with MSG_DONTWAIT, which MSG_WAITALL would give way to.
            return ReceiveExactly(buffer, timeout, cancellationToken);
        }

        if (!outOfBand && TakeKept(buffer, peek) is var kept and > 0)
        {
            return kept;
        }

        if (IsListening)
        {
            // poll(2) would wait for a connection, and recv(2) refuse after it.
            throw new RawSocketException("recv", new Errno(Errno.Numbers.ENOTCONN), LocalEndPoint, "the socket listens; it accepts connections and receives no data");
        }

        int callFlags = (int)(flags | MessageFlags.DontWait);
        if (!patience.Waits)
        {
            int result = Sys.Recv(lease.Number, buffer, callFlags);
            return result >= 0 ? result : throw RawSocketException.FromResult("recv", result, RemoteEndPoint);
        }

        if (outOfBand)
        {
            return ReceiveOutOfBand(lease.Number, buffer, callFlags, patience, cancellationToken);
        }

        int wanted = ReceiveFlags.HasMessages(Kind) ? 1 : whole ? buffer.Length : LowWaterFor(buffer.Length);
        return wanted <= 1
            ? ReceiveSome(lease.Number, buffer, callFlags, patience, cancellationToken)
            : ReceiveAtLeast(wanted, lease.Number, buffer, callFlags, patience, cancellationToken);
    }

    private int ReceiveSome(int descriptor, Span<byte> buffer, int flags, Patience patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Waiting comes first: a receive usually has to, and a trace then shows no EAGAIN that says nothing.
            if (WaitFor(descriptor, PollEvents.Read, patience.Deadline, "recv", cancellationToken) == PollEvents.None)
            {
                throw patience.Expired("recv", RemoteEndPoint);
            }

            int result = Sys.Recv(descriptor, buffer, flags);
            if (result >= 0)
            {
                return result;
            }

            if (result != -Errno.Numbers.EAGAIN)
            {
                throw RawSocketException.FromResult("recv", result, RemoteEndPoint);
            }
        }
    }

    /// <summary>The byte that is out of band; at the end of the stream none will come, which poll(2) does not tell one who waits for it alone.</summary>
    private int ReceiveOutOfBand(int descriptor, Span<byte> buffer, int flags, Patience patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            PollEvents ready = WaitFor(descriptor, PollEvents.Priority | PollEvents.ReadHangUp, patience.Deadline, "recv", cancellationToken);
            if (ready == PollEvents.None)
            {
                throw patience.Expired("recv", RemoteEndPoint);
            }

            int result = Sys.Recv(descriptor, buffer, flags);
            if (result >= 0)
            {
                return result;
            }

            if (result == -Errno.Numbers.EINVAL && !ready.HasFlag(PollEvents.Priority) && !ready.HasFlag(PollEvents.Error))
            {
                return 0;
            }

            if (result != -Errno.Numbers.EAGAIN)
            {
                throw RawSocketException.FromResult("recv", result, RemoteEndPoint);
            }
        }
    }

    // What MSG_* would mean that such a socket does not have, and what recv(2) can't give.
    private void RequireFlags(MessageFlags flags)
    {
        if (flags == MessageFlags.None)
        {
            return;
        }

        ReceiveFlags.Require("recv", flags, Kind);
        if (flags.HasFlag(MessageFlags.ErrorQueue))
        {
            throw new RawSocketException(
                "recv", new Errno(Errno.Numbers.EOPNOTSUPP), null, "MSG_ERRQUEUE: recv(2) gives nothing of what the entry says, and takes it away; recvmsg(2) gives it (Receive-RawDatagram)");
        }
    }
}
