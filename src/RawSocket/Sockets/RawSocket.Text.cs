using System.Text;

namespace RawSockets;

/// <content>Receiving text</content>
public sealed partial class RawSocket
{
    // The longest that a character's bytes are in any encoding of .NET's.
    private const int MaxCharacter = 8;

    /// <summary>
    /// Receives text. The first bytes of a character whose rest has not arrived are kept for the next receive, so a character is
    /// never torn; only the end of the stream, or of a message, makes an incomplete one a replacement character.
    /// </summary>
    /// <param name="size">How many bytes to receive at the most.</param>
    /// <param name="encoding">How the bytes are to be read.</param>
    /// <param name="timeout">As for <see cref="Receive"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At least one character, or nothing at the end of the stream.</returns>
    /// <inheritdoc cref="Receive" path="/exception"/>
    public string ReceiveText(int size, Encoding encoding, int? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        if (ReceiveFlags.HasMessages(Kind))
        {
            // What the next message begins with is no rest of this one.
            byte[] message = new byte[size];
            return encoding.GetString(message, 0, Receive(message, MessageFlags.None, timeout, cancellationToken));
        }

        Deadline deadline = Deadline.After(timeout ?? -1);

        byte[] buffer = new byte[size + MaxCharacter];
        int count = 0;
        while (true)
        {
            // Only the rest of a character may go beyond the size that was asked for.
            int room = count == 0 ? size : 1;
            int received = ReceiveMore(buffer.AsSpan(count, room), buffer.AsSpan(0, count), timeout is null ? null : deadline.RemainingMilliseconds, cancellationToken);
            count += received;
            int incomplete = received == 0 ? 0 : IncompleteText.CountAtEnd(buffer.AsSpan(0, count), encoding);
            if (incomplete < count || received == 0)
            {
                Keep(buffer.AsSpan(count - incomplete, incomplete));
                return encoding.GetString(buffer, 0, count - incomplete);
            }
        }
    }

    private int ReceiveMore(Span<byte> room, ReadOnlySpan<byte> taken, int? timeout, CancellationToken cancellationToken)
    {
        try
        {
            return Receive(room, MessageFlags.None, timeout, cancellationToken);
        }
        catch
        {
            Keep(taken);
            throw;
        }
    }
}
