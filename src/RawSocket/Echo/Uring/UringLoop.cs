using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>
/// Echoes for all sessions over one io_uring(7). A turn hands over what the last one found to do, in one system call, and works through
/// what the kernel completed. Echo is sent straight from the buffers it was received into; what a peer does not take at once is copied
/// into the session's own memory, so that a slow reader holds no buffer of the others.
/// </summary>
internal sealed partial class UringLoop : IDisposable
{
    private const int Requests = 512;
    private const int Completions = 4096;
    private const int Buffers = 4;
    private const int PlainDivisor = 16;
    private const int LeastBufferSize = 4096;

    private readonly IoUring _ring;
    private readonly IoUringBuffers _buffers;
    private readonly IUringOwner _owner;
    private UringSession?[] _sessions = new UringSession?[64];
    private uint _generation;
    private long _received;
    private long _sent;
    private bool _isDraining;

    private UringLoop(IoUring ring, IoUringBuffers buffers, IUringOwner owner)
    {
        _ring = ring;
        _buffers = buffers;
        _owner = owner;
    }

    /// <summary>Sessions that the kernel still knows, those included that have ended.</summary>
    internal int OpenCount { get; private set; }

    /// <param name="bufferSize">Bytes that one session can receive at a time, at least.</param>
    /// <param name="owner">Is told of what happens.</param>
    /// <param name="refusal">Why there is none.</param>
    internal static UringLoop? TryCreate(int bufferSize, IUringOwner owner, out IoUringRefusal? refusal)
    {
        var ring = IoUring.TryOpen(Requests, Completions, out refusal);
        if (ring is null)
        {
            return null;
        }

        var buffers = IoUringBuffers.TryRegister(ring, Math.Max(bufferSize, LeastBufferSize), Buffers, PlainDivisor, out refusal);
        if (buffers is not null)
        {
            return new UringLoop(ring, buffers, owner);
        }

        ring.Dispose();
        return null;
    }

    /// <summary>Makes the calling thread the one that turns the loop.</summary>
    internal void Enable() => _ring.Enable();

    /// <summary>Tells the owner when a descriptor is readable.</summary>
    internal void WakeOn(int descriptor) => _ring.PollReadable(descriptor, new UringTag(UringRequestKind.Wake, descriptor).Value);

    internal void Accept(int listener) => _ring.Accept(listener, AcceptTag(listener).Value);

    /// <summary>Ends accepting; the owner is told of the last completion.</summary>
    internal void EndAccept(int listener) => Cancel(AcceptTag(listener));

    /// <summary>Sends what there is to send, waits, and works through what was completed.</summary>
    /// <param name="timeout">The most to wait, in milliseconds; -1 without limit.</param>
    internal void Turn(int timeout)
    {
        bool hasMoreToDo = SendReady();
        hasMoreToDo |= FeedStarved();
        Report();
        Enter(hasMoreToDo ? 0u : 1u, timeout);
        Settle();
        Report();
    }

    /// <summary>Receives only what is there already, echoes it, and ends each session.</summary>
    internal void Drain()
    {
        _isDraining = true;
        foreach (UringSession session in Sessions())
        {
            if (session.IsReceiving && !session.IsEnding)
            {
                Cancel(ReceiveTag(session));
            }
        }
    }

    internal IEnumerable<UringSession> Sessions() => _sessions.OfType<UringSession>();

    public void Dispose()
    {
        _ring.Dispose();
        _buffers.Dispose();
        foreach (UringSession session in Sessions())
        {
            session.DropPending();
            _ = Sys.Close(session.Descriptor);
        }

        _sessions = [];
        OpenCount = 0;
    }

    private static UringTag AcceptTag(int listener) => new(UringRequestKind.Accept, listener);

    private static UringTag ReceiveTag(UringSession session) => new(UringRequestKind.Receive, session.Descriptor, session.Generation);

    private static UringTag RestTag(UringSession session) => new(UringRequestKind.SendRest, session.Descriptor, session.Generation);

    private void Cancel(UringTag target) => _ring.Cancel(target.Value, new UringTag(UringRequestKind.Cancel, 0).Value);

    private void Report()
    {
        if (_received != 0 || _sent != 0)
        {
            _owner.Moved(_received, _sent);
            _received = 0;
            _sent = 0;
        }
    }

    /// <summary>
    /// Sends from the receive buffers are made while they are handed over, and told only when they fall short. So once all has been
    /// handed over and all completions were worked through, what was not told of has succeeded.
    /// </summary>
    private void Enter(uint waitFor, int timeout)
    {
        uint mark = _ring.Mark;
        do
        {
            int result = _ring.Enter(waitFor, timeout);
            if (result is -Errno.Numbers.EAGAIN or -Errno.Numbers.EBUSY)
            {
                // No memory for requests at the moment.
                Thread.Sleep(1);
            }
            else if (result < 0)
            {
                throw RawSocketException.FromResult("io_uring_enter", result);
            }

            Scan();
            waitFor = 0;
        }
        while (!_ring.HasTaken(mark) || _ring.HasOverflow);
    }

    private void Scan()
    {
        uint count = _ring.Ready;
        for (uint i = 0; i < count; i++)
        {
            Completed(_ring.Completion(i));
        }

        _ring.Forget(count);
    }

    private void Completed(in IoUringCompletion completion)
    {
        UringTag tag = new(completion.UserData);
        switch (tag.Kind)
        {
            case UringRequestKind.Receive:
                Received(Find(tag), completion);
                break;
            case UringRequestKind.Send when Find(tag) is { } session:
                FellShort(session, completion.Result);
                break;
            case UringRequestKind.SendRest when Find(tag) is { } session:
                SentRest(session, completion.Result);
                break;
            case UringRequestKind.Accept:
                _owner.Accepted(tag.Descriptor, completion.Result, !completion.HasMore);
                break;
            case UringRequestKind.Wake:
                _owner.Woken();
                if (!completion.HasMore)
                {
                    WakeOn(tag.Descriptor);
                }

                break;
        }
    }

    private UringSession? Find(UringTag tag)
    {
        UringSession? session = tag.Descriptor < _sessions.Length ? _sessions[tag.Descriptor] : null;
        return session is not null && tag.IsOf(session.Generation) ? session : null;
    }
}
