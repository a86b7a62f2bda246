using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>
/// A loop over io_uring(7). A turn hands over what the last one found to do, in one system call, and works through what the kernel
/// has completed. Output goes out straight from the buffer it was received into; what a peer does not take at once is copied into
/// memory of its own, so that a slow reader holds no buffer of the others.
/// </summary>
internal sealed partial class UringLoop : EventLoop
{
    private const int Requests = 512;
    private const int Completions = 4096;

    // Together they should stay in the processor's cache, or streams get slow.
    private const int BufferCount = 4;
    private const int PlainDivisor = 16;
    private const int LeastBufferSize = 4096;

    private readonly IoUring _ring;
    private readonly IoUringBuffers _buffers;
    private bool _isOpen;
    private bool _wasWoken;

    /// <param name="group">The server's loops.</param>
    /// <param name="context">What they share.</param>
    /// <param name="without">What to do without, as on older kernels.</param>
    /// <param name="incremental">Whether to ask for buffers that are filled piece by piece, which kernels before Linux 6.12 have not.</param>
    /// <exception cref="RawSocketException">There is no io_uring here; the message says why.</exception>
    internal UringLoop(LoopGroup group, EngineContext context, IoUringSetup without = IoUringSetup.None, bool incremental = true)
        : base(group, context)
    {
        _mode = context.Options.PollMode;
        var ring = IoUring.TryOpen(Requests, Completions, without, out IoUringRefusal? refusal);
        var buffers = ring is null ? null : Register(ring, context.Options.BufferSize, incremental, out refusal);
        if (ring is null || buffers is null)
        {
            ring?.Dispose();
            Wake.Dispose();
            throw refusal!.ToException();
        }

        _ring = ring;
        _buffers = buffers;
    }

    /// <summary>Asks the kernel whether such a loop would work, by opening what it needs.</summary>
    /// <returns>Null, or why not.</returns>
    internal static IoUringRefusal? WhyNot()
    {
        using var ring = IoUring.TryOpen(Requests, Completions, IoUringSetup.None, out IoUringRefusal? refusal);
        if (ring is not null)
        {
            using var buffers = Register(ring, LeastBufferSize, incremental: true, out refusal);
        }

        return refusal;
    }

    public override void Dispose()
    {
        if (_isOpen)
        {
            // Descriptors of clients that ended last are closed by requests that may still be here.
            _ring.Submit();
        }

        _ring.Dispose();
        _buffers.Dispose();
        _turnMemory.Dispose();
        _sentMemory.Dispose();
        foreach (UringRest rest in _orphans.Values)
        {
            rest.Dispose();
        }
    }

    private protected override void Open()
    {
        _ring.Enable();
        _isOpen = true;
        _isNearReserve = DescriptorReserve.RoomNow(Wake.Number) < Completions;
        WatchWake();
    }

    private protected override void Turn(int timeout)
    {
        bool hasMoreToDo = Generate();
        hasMoreToDo |= SendAll();
        hasMoreToDo |= FeedStarved();
        Enter(hasMoreToDo ? 0 : timeout);
        Settle();
        if (_wasWoken)
        {
            _wasWoken = false;
            EmptyInbox();
        }
    }

    private static IoUringBuffers? Register(IoUring ring, int size, bool incremental, out IoUringRefusal? refusal) =>
        IoUringBuffers.TryRegister(ring, Math.Max(size, LeastBufferSize), BufferCount, PlainDivisor, incremental, out refusal);

    private void WatchWake() => _ring.PollReadable(Wake.Number, isMultishot: true, new UringTag(UringRequestKind.Wake, Wake.Number).Value);

    private void Cancel(UringTag target) => _ring.Cancel(target.Value, new UringTag(UringRequestKind.Cancel, 0).Value);

    /// <summary>
    /// Sends are made while they are handed over, and told only when they fall short. So once all has been handed over and all
    /// completions were worked through, what was not told of has succeeded.
    /// </summary>
    private void Enter(int timeout)
    {
        uint mark = _ring.Mark;
        int result = Wait(timeout);
        while (true)
        {
            if (result is -Errno.Numbers.EAGAIN or -Errno.Numbers.EBUSY)
            {
                // No memory for requests at the moment.
                Thread.Sleep(1);
            }
            else
            {
                Require("io_uring_enter", result);
            }

            ReadClock();
            Scan();
            if (_ring.HasTaken(mark) && !_ring.HasOverflow)
            {
                return;
            }

            result = _ring.Enter(0);
        }
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
                ReceiveCompleted(tag, completion);
                break;
            case UringRequestKind.Send:
                FellShort(tag.Place, completion.Result);
                break;
            case UringRequestKind.SendRest:
                RestSent(tag, completion.Result);
                break;
            case UringRequestKind.Accept:
                AcceptCompleted(tag.Place, completion);
                break;
            case UringRequestKind.Listen:
                ConnectionsReady(tag.Place, completion.Result);
                break;
            case UringRequestKind.Datagrams:
                DatagramsReady(tag.Place);
                break;
            case UringRequestKind.Wake:
                _wasWoken = true;
                if (!completion.HasMore)
                {
                    WatchWake();
                }

                break;
        }
    }
}
