using System.Buffers.Binary;
using RawSockets.Interop;

namespace RawSockets.Load;

/// <content>
/// Datagrams: each is a message, and its first eight bytes are its number. One that is shorter has no number and is recognized by its
/// bytes alone, the oldest that fits first.
/// </content>
internal sealed partial class LoadEngine
{
    private const int NumberLength = sizeof(long);
    private const ulong Stride = 131; // from one message's place in the pattern to the next one's

    private readonly byte[] _outgoing = GC.AllocateUninitializedArray<byte>(LoadOptions.MaxDatagram, pinned: true);

    private void SendDatagrams(LoadConnection connection)
    {
        bool isFull = false;
        while (connection.NextToSend < connection.Window.Next && !isFull)
        {
            int size = Write(connection, connection.NextToSend, _outgoing);
            int result = Sys.Send(connection.Descriptor, _outgoing.AsSpan(0, size), SendFlags);
            isFull = result == -Errno.Numbers.EAGAIN;
            if (result >= 0)
            {
                connection.NextToSend++;
                CountSent(result);
            }
            else if (!isFull)
            {
                Fail(connection, "send", result);
                return;
            }
        }

        WatchForRoom(connection, isFull);
    }

    private void TakeDatagram(LoadConnection connection, ReadOnlySpan<byte> data)
    {
        CountReceived(data.Length);
        if (data.IsEmpty && _options.SocketType == SocketType.SeqPacket)
        {
            EndOfStream(connection);
            return;
        }

        MessageWindow window = connection.Window;
        long message = Identify(connection, data);
        if (message < 0)
        {
            Spoil(connection, window.Oldest, LoadErrors.Corrupted);
        }
        else if (message < window.Known)
        {
            _errors.Note(LoadErrors.Late);
        }
        else
        {
            TakeMessage(connection, message, data);
        }

        Refill(connection);
    }

    private void TakeMessage(LoadConnection connection, long message, ReadOnlySpan<byte> data)
    {
        MessageWindow window = connection.Window;
        switch (window.Fate(message))
        {
            case MessageFate.Done:
                _errors.Note(LoadErrors.Duplicated);
                break;
            case MessageFate.Lost:
                _errors.Note(LoadErrors.Lost, -1);
                _errors.Note(LoadErrors.Late);
                window.Recall(message);
                break;
            case var _ when Judge(connection, message, data) is { } wrong:
                Spoil(connection, message, wrong);
                break;
            default:
                if (message < connection.Received)
                {
                    _errors.Note(LoadErrors.Reordered);
                }

                // The next number that is in order, RFC 4737's NextExp.
                connection.Received = Math.Max(connection.Received, message + 1);
                _bytesVerified += data.Length;
                CountDone(connection, window.Begun(message));
                window.End(message, MessageFate.Done);
                break;
        }
    }

    private void Spoil(LoadConnection connection, long message, string identifier)
    {
        _errors.Note(identifier);
        _lastReply = _now;
        _replies++;
        if (message < connection.Window.Next && connection.Window.Fate(message) == MessageFate.InFlight)
        {
            connection.Window.End(message, MessageFate.Done);
        }
    }

    private string? Judge(LoadConnection connection, long message, ReadOnlySpan<byte> data)
    {
        int size = SizeOf(connection, message);
        ReadOnlySpan<byte> expected = Expected(connection, message, size);
        ReadOnlySpan<byte> body = size < NumberLength ? data : data[NumberLength..];
        return data.Length < size && expected.StartsWith(body) ? LoadErrors.Short : body.SequenceEqual(expected) ? null : LoadErrors.Corrupted;
    }

    /// <returns>The message's number, or -1 if it is none that was sent.</returns>
    private long Identify(LoadConnection connection, ReadOnlySpan<byte> data)
    {
        MessageWindow window = connection.Window;
        if (_sizes.Minimum >= NumberLength && data.Length >= NumberLength)
        {
            ulong number = BinaryPrimitives.ReadUInt64BigEndian(data) - connection.Seed;
            return number < (ulong)window.Next ? (long)number : -1;
        }

        for (long message = window.Oldest; message < window.Next; message++)
        {
            if (window.Fate(message) == MessageFate.InFlight && Fits(connection, message, data))
            {
                return message;
            }
        }

        for (long message = window.Oldest - 1; message >= window.Known; message--)
        {
            if (Fits(connection, message, data))
            {
                return message;
            }
        }

        return -1;
    }

    private bool Fits(LoadConnection connection, long message, ReadOnlySpan<byte> data)
    {
        int size = SizeOf(connection, message);
        if (size < NumberLength || data.Length < NumberLength)
        {
            return !data.IsEmpty && size >= data.Length && size < NumberLength && Expected(connection, message, size).StartsWith(data);
        }

        return BinaryPrimitives.ReadUInt64BigEndian(data) - connection.Seed == (ulong)message;
    }

    private int Write(LoadConnection connection, long message, Span<byte> buffer)
    {
        int size = SizeOf(connection, message);
        if (size >= NumberLength)
        {
            BinaryPrimitives.WriteUInt64BigEndian(buffer, connection.Seed + (ulong)message);
            buffer = buffer[NumberLength..];
        }

        Expected(connection, message, size).CopyTo(buffer);
        return size;
    }

    private static ReadOnlySpan<byte> Expected(LoadConnection connection, long message, int size) =>
        LoadPattern.At(connection.Seed + ((ulong)message * Stride), size < NumberLength ? size : size - NumberLength);
}
