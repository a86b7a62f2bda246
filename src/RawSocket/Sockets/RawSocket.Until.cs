using System.Text;

namespace RawSockets;

/// <content>Receiving up to a delimiter</content>
public sealed partial class RawSocket
{
    private const int UntilChunk = 4096;

    /// <summary>
    /// Receives up to and including a delimiter, as getdelim(3) does; what follows it is kept for the next receive. When it fails
    /// half-way, what had come is kept too.
    /// </summary>
    /// <param name="delimiter">The delimiter; at least one byte.</param>
    /// <param name="maxSize">How many bytes to look through.</param>
    /// <param name="timeout">How long the whole may take, as for <see cref="Receive"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bytes with the delimiter; without it only at the end of the stream, and none when nothing was left.</returns>
    /// <exception cref="RawSocketException">
    /// No delimiter in the first <paramref name="maxSize"/> bytes: recv,EMSGSIZE; and as for <see cref="Receive"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public byte[] ReceiveUntil(ReadOnlySpan<byte> delimiter, int maxSize, int? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(delimiter.Length, nameof(delimiter));
        return ReceiveUntil(new DelimiterSearch(delimiter), maxSize, timeout, cancellationToken);
    }

    /// <summary>
    /// As <see cref="ReceiveUntil(ReadOnlySpan{byte}, int, int?, CancellationToken)"/>, up to a delimiter that is text: the same bytes within
    /// a character or across two are none.
    /// </summary>
    /// <param name="delimiter">The delimiter; at least one character.</param>
    /// <param name="encoding">How the bytes are to be read.</param>
    /// <param name="maxSize">How many bytes to look through.</param>
    /// <param name="timeout">How long the whole may take, as for <see cref="Receive"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bytes with the delimiter; without it only at the end of the stream, and none when nothing was left.</returns>
    /// <inheritdoc cref="ReceiveUntil(ReadOnlySpan{byte}, int, int?, CancellationToken)" path="/exception"/>
    public byte[] ReceiveUntil(string delimiter, Encoding encoding, int maxSize, int? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(delimiter);
        ArgumentNullException.ThrowIfNull(encoding);
        return ReceiveUntil(new DelimiterSearch(delimiter, encoding), maxSize, timeout, cancellationToken);
    }

    private byte[] ReceiveUntil(DelimiterSearch search, int maxSize, int? timeout, CancellationToken cancellationToken)
    {
        RequireStream("recv");
        Deadline deadline = Deadline.After(timeout ?? -1);
        byte[] buffer = new byte[UntilChunk];
        int count = 0;
        while (true)
        {
            int? left = timeout is null ? null : deadline.RemainingMilliseconds;
            int received = ReceiveMore(buffer.AsSpan(count), buffer.AsSpan(0, count), left, cancellationToken);
            count += received;
            if (search.EndIn(buffer.AsSpan(0, count)) is var end and >= 0)
            {
                Keep(buffer.AsSpan(end, count - end));
                return buffer[..end];
            }

            if (received == 0)
            {
                return buffer[..count];
            }

            if (count >= maxSize)
            {
                Keep(buffer.AsSpan(0, count));
                throw new RawSocketException(
                    "recv", new Errno(Errno.Numbers.EMSGSIZE), RemoteEndPoint, $"no delimiter in the first {maxSize} bytes; they are kept for the next receive");
            }

            if (count == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(2 * buffer.Length, Math.Max(maxSize, count + 1)));
            }
        }
    }
}
