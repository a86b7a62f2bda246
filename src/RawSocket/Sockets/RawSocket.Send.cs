using RawSockets.Interop;

namespace RawSockets;

/// <content>send(2)</content>
public sealed partial class RawSocket
{
    /// <summary>
    /// Sends bytes, send(2), never raising SIGPIPE. A blocking socket sends all of them; a non-blocking one, given no timeout, what
    /// the kernel takes at once.
    /// </summary>
    /// <param name="data">The bytes.</param>
    /// <param name="flags">Flags of send(2); MSG_NOSIGNAL is always set.</param>
    /// <param name="timeout">How long the whole may take, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many bytes were sent; less than all of them only on a non-blocking socket.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused: send,EPIPE, send,ECONNRESET, send,ENOTCONN, send,EAGAIN; or it took too long: send,ETIMEDOUT. Its
    /// <see cref="RawSocketException.BytesTransferred"/> tells how much was sent before.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int Send(ReadOnlySpan<byte> data, MessageFlags flags = MessageFlags.None, int? timeout = null, CancellationToken cancellationToken = default)
    {
        using var lease = Use("send");
        Patience patience = ForSend(timeout, flags);
        bool wait = patience.Waits;
        int callFlags = (int)(flags | MessageFlags.NoSignal | MessageFlags.DontWait);
        using OwnPages? pages = flags.HasFlag(MessageFlags.ZeroCopy) ? new OwnPages(data) : null;
        data = pages is null ? data : pages.Bytes;
        int sent = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            int result = Sys.Send(lease.Number, data[sent..], callFlags);
            if (result >= 0)
            {
                sent += result;
            }
            else if (!MayGoOn(result) || (!wait && sent == 0))
            {
                throw SendFailed(result, sent);
            }
            else if (!wait)
            {
                return sent;
            }
            else if (WaitFor(lease.Number, PollEvents.Write, patience.Deadline, "send", cancellationToken, sent) == PollEvents.None)
            {
                throw patience.Expired("send", RemoteEndPoint, sent);
            }
        }
        while (sent < data.Length);
        return sent;
    }

    // With TCP_FASTOPEN_CONNECT the first send connects; where it could take no data along, it is made again when that is done.
    private static bool MayGoOn(int result) => result is -Errno.Numbers.EAGAIN or -Errno.Numbers.EINPROGRESS;

    private RawSocketException SendFailed(int result, int sent) =>
        new("send", new Errno(-result), RemoteEndPoint, Explain(sent)) { BytesTransferred = sent };

    private string? Explain(int sent)
    {
        if (IsListening)
        {
            return "the socket listens; it accepts connections and sends no data";
        }

        return sent == 0 ? null : $"{sent} bytes had been sent";
    }
}
