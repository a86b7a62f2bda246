using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>Receiving</content>
internal sealed partial class UringLoop
{
    private const int Canceled = 125;
    private const int LittleData = 4096;
    private const int FeedsPerTurn = 64;
    private readonly Queue<UringSession> _starved = new();
    private EchoChunks _gathered = new();

    private void Receive(UringSession session)
    {
        session.IsReceiving = true;
        ulong tag = ReceiveTag(session).Value;
        if (_isDraining)
        {
            _ring.Receive(session.Descriptor, IoUringBuffers.Group, (int)MessageFlags.DontWait, tag);
        }
        else if (session.IsBulk)
        {
            _ring.Receive(session.Descriptor, IoUringBuffers.Group, 0, tag);
        }
        else
        {
            _ring.ReceiveMany(session.Descriptor, IoUringBuffers.Group, tag);
        }
    }

    private void Received(UringSession? session, in IoUringCompletion completion)
    {
        if (completion.HasBuffer)
        {
            Gather(session, completion);
        }

        if (completion.HasMore || session is null)
        {
            return;
        }

        session.IsReceiving = false;
        if (session.IsEnding)
        {
            CloseWhenFree(session);
        }
        else if (completion.Result == -Errno.Numbers.ENOBUFS)
        {
            Starve(session);
        }
        else if (completion.Result is -Canceled or -Errno.Numbers.EINTR)
        {
            // It was paused for its peer to catch up, or for the drain; what is still to be sent goes first.
            if (session.Received.IsEmpty && !session.HasPending)
            {
                Receive(session);
            }
        }
        else if (completion.Result <= 0)
        {
            session.ReceiveEnd = completion.Result;
            EndWhenEchoed(session);
        }
    }

    private void Gather(UringSession? session, in IoUringCompletion completion)
    {
        NativeRange range = _buffers.Take(completion);
        if (session is null || session.IsEnding || range.Length == 0)
        {
            _gathered.AddLoose(completion.Buffer, range);
            return;
        }

        session.BytesReceived += range.Length;
        _received += range.Length;
        if (session.IsBulk && range.Length < LittleData)
        {
            session.IsBulk = false;
        }

        if (_gathered.Add(ref session.Received, completion.Buffer, range))
        {
            _buffers.Release(completion.Buffer);
        }

        if (!session.IsReady)
        {
            session.IsReady = true;
            _ready.Add(session);
        }
    }

    private void Starve(UringSession session)
    {
        if (!session.IsStarved)
        {
            session.IsStarved = true;
            _starved.Enqueue(session);
        }
    }

    /// <summary>Those that found no buffer receive again, a few at a time, so that they don't all find none again.</summary>
    /// <returns>Whether there are more.</returns>
    private bool FeedStarved()
    {
        for (int i = 0; i < FeedsPerTurn && _buffers.HasFree && _starved.TryDequeue(out UringSession? session); i++)
        {
            session.IsStarved = false;
            if (!session.IsEnding && !session.IsReceiving && !session.HasPending)
            {
                Receive(session);
            }
        }

        return _starved.Count > 0;
    }
}
