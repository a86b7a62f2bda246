using RawSockets.Interop;

namespace RawSockets;

/// <content>
/// The error queue, ip(7) IP_RECVERR. While anything is in it, poll(2) says of every wait that it is over. So a wait that is about something
/// else takes it out: an error becomes the waiting call's, and what is none (timestamps of sends, zero-copy sends that are done) is kept
/// for the one who asks for it.
/// </content>
public sealed partial class RawSocket
{
    // As the kernel does when its queue is full, what comes then is dropped.
    private const int MaxKeptEntries = 65_536;
    private const int LongestErrorPause = 20;
    private readonly Queue<ErrorQueueEntry> _keptEntries = [];

    /// <summary>How many entries of the error queue wait in this object, in front of those that wait in the kernel.</summary>
    internal int KeptEntryCount
    {
        get
        {
            lock (_keptLock)
            {
                return _keptEntries.Count;
            }
        }
    }

    /// <summary>Receives from the error queue, recvmsg(2) with MSG_ERRQUEUE: errors and notifications alike.</summary>
    /// <param name="maxCount">How many at the most.</param>
    /// <param name="size">Room for the data of each, in bytes.</param>
    /// <param name="flags">Flags of recvmsg(2) besides.</param>
    /// <param name="timeout">How long to wait for the first, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At least one entry.</returns>
    /// <exception cref="RawSocketException">
    /// Such a socket has no error queue: recvmsg,EOPNOTSUPP; nothing came in time: recvmsg,ETIMEDOUT; nothing is there and nothing is waited
    /// for: recvmsg,EAGAIN; or the socket has an error that is in no queue, such as recvmsg,ECONNRESET.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<ErrorQueueEntry> ReceiveErrors(
        int maxCount,
        int size,
        MessageFlags flags = MessageFlags.None,
        int? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ReceiveFlags.Require("recvmsg", flags | MessageFlags.ErrorQueue, Kind);
        using var lease = Use("recvmsg");
        Patience patience = ForReceive(timeout, flags);
        List<ErrorQueueEntry> entries = TakeKeptEntries(maxCount);
        int pause = 1;
        bool hasError = false;
        while (true)
        {
            while (entries.Count < maxCount && TryReadErrorQueue(lease.Number, size) is { } entry)
            {
                entries.Add(entry);
            }

            if (entries.Count > 0)
            {
                return entries;
            }

            if (hasError)
            {
                ThrowPendingError(lease.Number);
            }

            if (!patience.Waits)
            {
                throw RawSocketException.FromResult("recvmsg", -Errno.Numbers.EAGAIN, RemoteEndPoint, "the error queue is empty");
            }

            // Nothing is asked for: an error is told in any case, and so is the end of both halves, after which entries still come.
            PollEvents ready = RawWait(lease.Number, PollEvents.None, patience.Deadline, "recvmsg", cancellationToken);
            hasError = ready.HasFlag(PollEvents.Error);
            if (!hasError && ready != PollEvents.None)
            {
                Deadline end = Deadline.After(pause);
                pause = Math.Min(pause * 2, LongestErrorPause);
                RawWait(-1, PollEvents.None, end.IsEarlierThan(patience.Deadline) ? end : patience.Deadline, "recvmsg", cancellationToken);
            }

            if (!hasError && patience.Deadline.HasPassed)
            {
                throw patience.Expired("recvmsg", RemoteEndPoint ?? LocalEndPoint);
            }
        }
    }

    /// <summary>Empties the error queue, keeping what is no error.</summary>
    /// <returns>Whether there was something in it.</returns>
    /// <exception cref="RawSocketException">An entry was an error; what follows it is left in the queue.</exception>
    internal bool EmptyErrorQueue(int descriptor, string systemCall, long transferred = 0)
    {
        if (!ReceiveFlags.HasErrorQueue(Kind))
        {
            return false;
        }

        bool any = false;
        while (TryReadErrorQueue(descriptor, MaxDatagram) is { } entry)
        {
            any = true;
            if (entry.Errno is { } errno)
            {
                throw new RawSocketException(systemCall, errno, entry.RemoteEndPoint ?? RemoteEndPoint, entry.Describe())
                {
                    BytesTransferred = transferred,
                    QueueEntry = entry,
                };
            }

            lock (_keptLock)
            {
                if (_keptEntries.Count < MaxKeptEntries)
                {
                    _keptEntries.Enqueue(entry);
                }
            }
        }

        return any;
    }

    private List<ErrorQueueEntry> TakeKeptEntries(int maxCount)
    {
        List<ErrorQueueEntry> entries = [];
        lock (_keptLock)
        {
            while (entries.Count < maxCount && _keptEntries.TryDequeue(out ErrorQueueEntry? entry))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private static ErrorQueueEntry? TryReadErrorQueue(int descriptor, int size)
    {
        byte[] data = new byte[size];
        Span<byte> name = stackalloc byte[SocketAddress.MaxLength];
        Span<byte> control = stackalloc byte[MessageSlots.ControlRoom];
        const int flags = (int)(MessageFlags.ErrorQueue | MessageFlags.DontWait);
        while (true)
        {
            int result = Sys.RecvMsg(descriptor, data, name, control, flags, out ReceivedMessage received);
            if (result < 0)
            {
                return null;
            }

            // One that is of no known form is gone; the next may be.
            if (ErrorQueueReader.Read(data.AsSpan(0, Math.Min(result, size)), name[..received.NameLength], control[..received.ControlLength]) is { } entry)
            {
                return entry;
            }
        }
    }

    private void ThrowPendingError(int descriptor)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        if (Sys.GetSockOpt(descriptor, SocketOption.Levels.Socket, SocketOption.ErrorNumber, value) >= 0
            && BitConverter.ToInt32(value) is var number and not 0)
        {
            throw RawSocketException.FromResult("recvmsg", -number, RemoteEndPoint ?? LocalEndPoint);
        }
    }
}
