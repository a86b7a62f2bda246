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
        using var lease = Use("recv");
        if (flags.HasFlag(MessageFlags.WaitAll) && !flags.HasFlag(MessageFlags.Peek) && (!NonBlocking || timeout is not null))
        {
            // The call itself is made with MSG_DONTWAIT, which MSG_WAITALL would give way to.
            return ReceiveExactly(buffer, timeout, cancellationToken);
        }

        bool outOfBand = flags.HasFlag(MessageFlags.OutOfBand);
        if (!outOfBand && TakeKept(buffer, flags.HasFlag(MessageFlags.Peek)) is var kept and > 0)
        {
            return kept;
        }

        if (IsListening)
        {
            // poll(2) would wait for a connection, and recv(2) refuse after it.
            throw new RawSocketException("recv", new Errno(Errno.Numbers.ENOTCONN), LocalEndPoint, "the socket listens; it accepts connections and receives no data");
        }

        int callFlags = (int)(flags | MessageFlags.DontWait);
        if (NonBlocking && timeout is null)
        {
            int result = Sys.Recv(lease.Number, buffer, callFlags);
            return result >= 0 ? result : throw RawSocketException.FromResult("recv", result, RemoteEndPoint);
        }

        int limit = timeout ?? -1;
        Deadline deadline = Deadline.After(limit);
        while (true)
        {
            // Waiting comes first: a receive usually has to, and a trace then shows no EAGAIN that says nothing.
            PollEvents wanted = outOfBand ? PollEvents.Priority : PollEvents.Read;
            if (WaitFor(lease.Number, wanted, deadline, "recv", cancellationToken) == PollEvents.None)
            {
                throw RawSocketException.TimedOut("recv", limit, RemoteEndPoint);
            }

            int result = Sys.Recv(lease.Number, buffer, callFlags);
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
}
