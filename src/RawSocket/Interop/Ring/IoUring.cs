namespace RawSockets.Interop;

/// <summary>
/// An io_uring(7): requests go to the kernel, and what became of them comes back, through memory shared with it. One system call
/// hands over many requests and waits for completions. It is used by one thread only.
/// </summary>
internal sealed unsafe partial class IoUring : IDisposable
{
    private const uint GetEvents = 1;
    private const uint HasArgument = 8;
    private const uint OverflowFlag = 2;
    private const int TimedOut = 62;

    private readonly SafeDescriptor _descriptor;
    private readonly byte* _rings;
    private readonly nuint _ringsLength;
    private readonly IoUringRequest* _requests;
    private readonly nuint _requestsLength;
    private readonly uint* _submissionHead;
    private readonly uint* _submissionTail;
    private readonly uint* _submissionFlags;
    private readonly uint _submissionCount;
    private readonly uint* _completionHead;
    private readonly uint* _completionTail;
    private readonly IoUringCompletion* _completions;
    private readonly uint _completionMask;
    private uint _tail;
    private bool _isEnabled;
    private bool _isDisposed;

    private IoUring(
        SafeDescriptor descriptor, in IoUringParameters parameters, byte* rings, nuint ringsLength, IoUringRequest* requests, nuint requestsLength)
    {
        _descriptor = descriptor;
        using (var lease = descriptor.Use())
        {
            Number = lease.Number;
        }

        _rings = rings;
        _ringsLength = ringsLength;
        _requests = requests;
        _requestsLength = requestsLength;
        _submissionHead = (uint*)(rings + parameters.Submission.Head);
        _submissionTail = (uint*)(rings + parameters.Submission.Tail);
        _submissionFlags = (uint*)(rings + parameters.Submission.Flags);
        _submissionCount = parameters.SubmissionEntries;
        _completionHead = (uint*)(rings + parameters.Completion.Head);
        _completionTail = (uint*)(rings + parameters.Completion.Tail);
        _completions = (IoUringCompletion*)(rings + parameters.Completion.Completions);
        _completionMask = parameters.CompletionEntries - 1;
        Setup = parameters.Setup;
        if ((Setup & IoUringSetup.NoSubmissionArray) == 0)
        {
            // Entry i of the submission ring is request i, for good.
            uint* array = (uint*)(rings + parameters.Submission.Array);
            for (uint i = 0; i < _submissionCount; i++)
            {
                array[i] = i;
            }
        }
    }

    /// <summary>The descriptor's number.</summary>
    internal int Number { get; }

    /// <summary>What the kernel agreed to.</summary>
    internal IoUringSetup Setup { get; }

    /// <summary>Requests that were prepared and that the kernel has not taken.</summary>
    internal uint Unsubmitted => _tail - Volatile.Read(ref *_submissionHead);

    /// <summary>Where the requests end that were prepared until now.</summary>
    internal uint Mark => _tail;

    /// <summary>Whether the kernel has taken all requests before a mark.</summary>
    internal bool HasTaken(uint mark) => (int)(Volatile.Read(ref *_submissionHead) - mark) >= 0;

    /// <summary>Whether the kernel keeps completions for which there was no room.</summary>
    internal bool HasOverflow => (Volatile.Read(ref *_submissionFlags) & OverflowFlag) != 0;

    /// <summary>Makes the calling thread the one that uses the ring.</summary>
    /// <exception cref="RawSocketException">The kernel refused.</exception>
    internal void Enable()
    {
        int result = Register(IoUringRegistration.EnableRings, null, 0);
        if (result < 0)
        {
            throw RawSocketException.FromResult("io_uring_register", result);
        }

        _isEnabled = true;
    }

    /// <summary>Hands over what was prepared, and waits.</summary>
    /// <param name="waitFor">For how many completions to wait, in all.</param>
    /// <param name="timeout">For how long, in milliseconds; -1 without limit.</param>
    /// <returns>0 or more, also when the time ran out or a signal came; or the negated error number.</returns>
    internal int Enter(uint waitFor, int timeout = -1)
    {
        uint flags = GetEvents;
        KernelTime time = KernelTime.FromMilliseconds(timeout);
        IoUringWaitArgument argument = new() { Timeout = (ulong)&time };
        bool isTimed = waitFor > 0 && timeout >= 0;
        if (isTimed)
        {
            flags |= HasArgument;
        }

        Volatile.Write(ref *_submissionTail, _tail);
        int result = Sys.IoUringEnter(
            Number, Unsubmitted, waitFor, flags, isTimed ? &argument : null, isTimed ? (uint)sizeof(IoUringWaitArgument) : 0);
        return result is -TimedOut or -Errno.Numbers.EINTR ? 0 : result;
    }

    internal int Register(IoUringRegistration operation, void* argument, uint count) =>
        Sys.IoUringRegister(Number, (uint)operation, argument, count);

    /// <summary>How many completions can be read.</summary>
    internal uint Ready => Volatile.Read(ref *_completionTail) - *_completionHead;

    /// <summary>One of those that can be read, counted from the oldest.</summary>
    internal ref readonly IoUringCompletion Completion(uint index) => ref _completions[(*_completionHead + index) & _completionMask];

    /// <summary>Gives the kernel the room of the oldest completions back.</summary>
    internal void Forget(uint count) => Volatile.Write(ref *_completionHead, *_completionHead + count);

    /// <summary>
    /// Ends all requests, waits until none is left, and closes the ring. The wait matters: a request that is still there could write
    /// to memory that is somebody else's by then.
    /// </summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_isEnabled)
        {
            IoUringSyncCancel all = new() { Descriptor = -1, Flags = IoUringSyncCancel.Everything, Timeout = KernelTime.FromMilliseconds(1000) };
            _ = Register(IoUringRegistration.CancelAndWait, &all, 1);
        }

        using (CallTrace.To(null))
        {
            _descriptor.Dispose();
        }

        DisposeVectors();
        Sys.Unmap(_requests, _requestsLength);
        Sys.Unmap(_rings, _ringsLength);
    }
}
