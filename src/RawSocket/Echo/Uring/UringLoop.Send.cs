using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>Sending</content>
internal sealed partial class UringLoop
{
    // With MSG_WAITALL a short send is a failure, which is told; with MSG_DONTWAIT it never waits, so its buffers are free after the turn.
    private const int AtOnce = (int)(MessageFlags.DontWait | MessageFlags.NoSignal | MessageFlags.WaitAll);
    private readonly List<UringSession> _flying = [];
    private readonly NativeRange[] _ranges = new NativeRange[IoUring.MaxVectors];
    private List<UringSession> _ready = [];
    private List<UringSession> _nextReady = [];
    private EchoChunks _flown = new();

    /// <returns>Whether there will be something to do when the sends are made, of which no completion will tell.</returns>
    private bool SendReady()
    {
        (_gathered, _flown) = (_flown, _gathered);
        (_ready, _nextReady) = (_nextReady, _ready);
        bool hasMoreToDo = false;
        foreach (UringSession session in _nextReady)
        {
            session.IsReady = false;
            ChunkChain chain = session.Received;
            session.Received = default;
            if (session.IsEnding)
            {
                continue;
            }

            if (session.HasPending)
            {
                Keep(session, chain, 0);
                continue;
            }

            Send(session, chain);
            hasMoreToDo |= session.ReceiveEnd is not null || session.IsReady;
        }

        _nextReady.Clear();
        return hasMoreToDo;
    }

    private void Send(UringSession session, ChunkChain chain)
    {
        session.ReceivesAfterSend = !session.IsReceiving && !session.IsStarved && session.ReceiveEnd is null;
        IoUringRequestFlags flags = IoUringRequestFlags.SkipSuccess | (session.ReceivesAfterSend ? IoUringRequestFlags.Link : 0);
        ulong tag = new UringTag(UringRequestKind.Send, session.Descriptor, session.Generation).Value;
        if (chain.Count == 1)
        {
            NativeRange range = _flown[chain.First].Range;
            if (session.ReceivesAfterSend)
            {
                // Both must be handed over together, or they would not be linked.
                _ring.Reserve(2);
            }

            _ring.Send(session.Descriptor, range.Address, range.Length, AtOnce, flags, tag);
        }
        else
        {
            chain = Limit(session, chain, out int count);
            _ring.SendGathered(session.Descriptor, _ranges.AsSpan(0, count), AtOnce, flags, tag);
        }

        if (session.ReceivesAfterSend)
        {
            Receive(session);
        }

        session.InFlight = chain;
        _flying.Add(session);
        Count(session, chain.Length);
    }

    /// <summary>Lists the places of a chain; what one message can't gather waits for the next turn.</summary>
    private ChunkChain Limit(UringSession session, ChunkChain chain, out int count)
    {
        count = 0;
        for (int index = chain.First; index != EchoChunk.None; index = _flown[index].Next)
        {
            EchoChunk chunk = _flown[index];
            if (count < _ranges.Length)
            {
                _ranges[count++] = chunk.Range;
                continue;
            }

            if (!_gathered.Add(ref session.Received, chunk.Buffer, chunk.Range))
            {
                _buffers.Retain(chunk.Buffer);
            }

            chain.Length -= chunk.Range.Length;
        }

        if (!session.Received.IsEmpty)
        {
            session.IsReady = true;
            _ready.Add(session);
        }

        return chain;
    }

    /// <summary>The peer did not take all of its echo at once, or the send failed.</summary>
    private void FellShort(UringSession session, int result)
    {
        ChunkChain chain = session.InFlight;
        int taken = Math.Max(result, 0);
        Count(session, taken - chain.Length);
        if (session.ReceivesAfterSend)
        {
            session.IsReceiving = false;
        }

        if (session.IsEnding)
        {
            CloseWhenFree(session);
        }
        else if (result < 0 && !IsTemporary(result))
        {
            _owner.Over(session, "send", result);
        }
        else
        {
            session.IsBulk = true;
            Keep(session, chain, taken);
            SendRest(session);
            if (session.IsReceiving)
            {
                Cancel(ReceiveTag(session));
            }
        }
    }

    private static bool IsTemporary(int result) => -result is Errno.Numbers.EAGAIN or Errno.Numbers.EINTR or Canceled;

    /// <summary>Copies what the peer did not take, so that the receive buffers are free.</summary>
    private void Keep(UringSession session, ChunkChain chain, int taken)
    {
        int count = 0;
        int skip = taken;
        for (int index = chain.First; count < chain.Length; index = _flown[index].Next)
        {
            NativeRange range = _flown[index].Range;
            count += range.Length;
            if (skip < range.Length)
            {
                session.Pending.Add(range.From(skip).Bytes);
            }

            skip = Math.Max(skip - range.Length, 0);
        }
    }

    private void SendRest(UringSession session)
    {
        session.IsSendingRest = true;
        NativeRange rest = session.Pending.First;
        _ring.Send(session.Descriptor, rest.Address, rest.Length, (int)MessageFlags.NoSignal, IoUringRequestFlags.None, RestTag(session).Value);
    }

    private void SentRest(UringSession session, int result)
    {
        session.IsSendingRest = false;
        if (session.IsEnding)
        {
            CloseWhenFree(session);
            return;
        }

        if (result < 0 && !IsTemporary(result))
        {
            _owner.Over(session, "send", result);
            return;
        }

        int taken = Math.Max(result, 0);
        Count(session, taken);
        session.Pending.Advance(taken);
        if (session.HasPending)
        {
            SendRest(session);
            return;
        }

        session.DropPending();
        if (session.ReceiveEnd is not null)
        {
            EndWhenEchoed(session);
        }
        else if (!session.IsReceiving && !session.IsStarved && session.Received.IsEmpty)
        {
            Receive(session);
        }
    }

    /// <summary>All has been handed over and all completions were worked through: what was sent from the receive buffers is sent.</summary>
    private void Settle()
    {
        foreach (UringSession session in _flying)
        {
            session.InFlight = default;
            EndWhenEchoed(session);
        }

        _flying.Clear();
        for (int i = 0; i < _flown.Count; i++)
        {
            _buffers.Release(_flown[i].Buffer);
        }

        _flown.Clear();
        _buffers.Publish();
    }

    private void Count(UringSession session, int sent)
    {
        session.BytesSent += sent;
        _sent += sent;
    }
}
