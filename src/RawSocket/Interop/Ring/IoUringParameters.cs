using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>struct io_sqring_offsets: where things are in the mapped submission ring.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringSubmissionOffsets
{
    public uint Head;
    public uint Tail;
    public uint RingMask;
    public uint RingEntries;
    public uint Flags;
    public uint Dropped;
    public uint Array;
    public uint Reserved;
    public ulong UserAddress;
}

/// <summary>struct io_cqring_offsets: where things are in the mapped completion ring.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringCompletionOffsets
{
    public uint Head;
    public uint Tail;
    public uint RingMask;
    public uint RingEntries;
    public uint Overflow;
    public uint Completions;
    public uint Flags;
    public uint Reserved;
    public ulong UserAddress;
}

/// <summary>struct io_uring_params, io_uring_setup(2)</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoUringParameters
{
    public uint SubmissionEntries;
    public uint CompletionEntries;
    public IoUringSetup Setup;
    public uint ThreadProcessor;
    public uint ThreadIdle;
    public IoUringFeatures Features;
    public uint WorkQueue;
    public fixed uint Reserved[3];
    public IoUringSubmissionOffsets Submission;
    public IoUringCompletionOffsets Completion;
}

/// <summary>IORING_SETUP_*, io_uring_setup(2)</summary>
[Flags]
internal enum IoUringSetup : uint
{
    None = 0,

    /// <summary>IORING_SETUP_CQSIZE: the number of completion entries is given.</summary>
    CompletionSize = 1u << 3,

    /// <summary>IORING_SETUP_R_DISABLED: nothing can be submitted until the ring is enabled, by the thread that will use it.</summary>
    StartDisabled = 1u << 6,

    /// <summary>IORING_SETUP_SUBMIT_ALL: a request that is refused does not hold up those behind it.</summary>
    SubmitAll = 1u << 7,

    /// <summary>IORING_SETUP_COOP_TASKRUN: the thread is not interrupted for what completes.</summary>
    CooperativeTaskRun = 1u << 8,

    /// <summary>IORING_SETUP_SINGLE_ISSUER: only one thread submits. Linux 6.0</summary>
    SingleIssuer = 1u << 12,

    /// <summary>IORING_SETUP_DEFER_TASKRUN: completions are worked on only when they are asked for. Linux 6.1</summary>
    DeferTaskRun = 1u << 13,

    /// <summary>IORING_SETUP_NO_SQARRAY: the submission ring has no level of indices. Linux 6.6</summary>
    NoSubmissionArray = 1u << 16,
}

/// <summary>IORING_FEAT_*, io_uring_setup(2): what this kernel can do.</summary>
[Flags]
internal enum IoUringFeatures : uint
{
    /// <summary>IORING_FEAT_SINGLE_MMAP: both rings are in one mapping.</summary>
    SingleMapping = 1u << 0,

    /// <summary>IORING_FEAT_NODROP: completions that don't fit are kept by the kernel.</summary>
    NoDrop = 1u << 1,

    /// <summary>IORING_FEAT_SUBMIT_STABLE: what a request points to is needed only until it has been submitted.</summary>
    SubmitStable = 1u << 2,

    /// <summary>IORING_FEAT_FAST_POLL: sockets that are not ready are waited for without a thread.</summary>
    FastPoll = 1u << 5,

    /// <summary>IORING_FEAT_EXT_ARG: a wait can have a timeout.</summary>
    ExtendedArgument = 1u << 8,

    /// <summary>IORING_FEAT_CQE_SKIP: successful requests need not be told.</summary>
    SkipSuccess = 1u << 11,
}
