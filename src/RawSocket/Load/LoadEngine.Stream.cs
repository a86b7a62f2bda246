using RawSockets.Interop;

namespace RawSockets.Load;

/// <content>Streams: several messages may go in one call, and what comes back is cut anywhere.</content>
internal sealed partial class LoadEngine
{
    private void SendStream(LoadConnection connection)
    {
        bool isFull = false;
        while (connection.Sent < connection.Goal && !isFull)
        {
            int size = (int)Math.Min(connection.Goal - connection.Sent, LoadPattern.MaxChunk);
            int result = Sys.Send(connection.Descriptor, LoadPattern.At(connection.Seed + (ulong)connection.Sent, size), SendFlags);
            isFull = result == -Errno.Numbers.EAGAIN;
            if (result >= 0)
            {
                connection.Sent += result;
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

    private void WatchForRoom(LoadConnection connection, bool isFull)
    {
        if (isFull != connection.WantsWrite)
        {
            connection.WantsWrite = isFull;
            Watch(connection, isNew: false, isFull ? Sys.EpollIn | Sys.EpollOut : Sys.EpollIn);
        }
    }

    private void TakeStream(LoadConnection connection, ReadOnlySpan<byte> data)
    {
        CountReceived(data.Length);
        bool isExpected = connection.Received + data.Length <= connection.Sent
            && connection.Surplus == 0
            && connection.UncheckedUntil <= connection.Received
            && data.SequenceEqual(LoadPattern.At(connection.Seed + (ulong)connection.Received, data.Length));
        if (isExpected)
        {
            _bytesVerified += data.Length;
            connection.Received += data.Length;
        }
        else
        {
            TakeUnexpected(connection, data);
        }

        EndMessages(connection);
        if (_isChurn && connection.Window.Oldest > 0)
        {
            Reopen(connection);
        }
        else
        {
            Refill(connection);
        }
    }

    private void EndMessages(LoadConnection connection)
    {
        MessageWindow window = connection.Window;
        while (window.InFlight > 0 && connection.Received >= connection.NextEnd)
        {
            long message = window.Oldest;
            if (!connection.IsSpoilt)
            {
                if (window.Fate(message) == MessageFate.Overdue)
                {
                    _errors.Note(LoadErrors.Timeout, -1);
                    _errors.Note(LoadErrors.Late);
                }

                CountDone(connection, window.Begun(message));
            }
            else if (window.Fate(message) == MessageFate.Overdue)
            {
                _errors.Note(LoadErrors.Timeout, -1);
            }

            connection.IsSpoilt = false;
            window.End(message, MessageFate.Done);
            connection.NextEnd += SizeOf(connection, message + 1);
        }
    }

    private void Reopen(LoadConnection connection)
    {
        Close(connection, long.MaxValue);
        if (_releasing && _budget > 0)
        {
            ReadClock();
            Open(connection);
        }
    }
}
