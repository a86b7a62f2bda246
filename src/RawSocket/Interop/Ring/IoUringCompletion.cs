using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>struct io_uring_cqe: what became of a request.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct IoUringCompletion
{
    private const int BufferShift = 16;

    public readonly ulong UserData;

    /// <summary>What the system call would have returned: a value of zero or more, or the negated error number.</summary>
    public readonly int Result;
    public readonly IoUringCompletionFlags Flags;

    /// <summary>Whether the request goes on and will be told of again.</summary>
    internal bool HasMore => (Flags & IoUringCompletionFlags.More) != 0;

    internal bool HasBuffer => (Flags & IoUringCompletionFlags.Buffer) != 0;

    /// <summary>Which buffer the kernel picked.</summary>
    internal int Buffer => (int)((uint)Flags >> BufferShift);

    /// <summary>Whether the kernel goes on filling that buffer.</summary>
    internal bool BufferHasMore => (Flags & IoUringCompletionFlags.BufferMore) != 0;
}

/// <summary>IORING_CQE_F_*</summary>
[Flags]
internal enum IoUringCompletionFlags : uint
{
    /// <summary>IORING_CQE_F_BUFFER</summary>
    Buffer = 1u << 0,

    /// <summary>IORING_CQE_F_MORE</summary>
    More = 1u << 1,

    /// <summary>IORING_CQE_F_BUF_MORE</summary>
    BufferMore = 1u << 4,
}
