using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>struct io_uring_sqe: one request. Its fields mean what the operation makes of them, io_uring_enter(2).</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct IoUringRequest
{
    [FieldOffset(0)]
    public IoUringOperation Operation;
    [FieldOffset(1)]
    public IoUringRequestFlags Flags;

    /// <summary>ioprio: for sockets, flags of the operation.</summary>
    [FieldOffset(2)]
    public ushort Modifiers;
    [FieldOffset(4)]
    public int Descriptor;
    [FieldOffset(8)]
    public ulong Offset;
    [FieldOffset(16)]
    public ulong Address;
    [FieldOffset(24)]
    public uint Length;

    /// <summary>msg_flags, accept_flags, poll32_events, cancel_flags</summary>
    [FieldOffset(28)]
    public uint OperationFlags;
    [FieldOffset(32)]
    public ulong UserData;
    [FieldOffset(40)]
    public ushort BufferGroup;
    [FieldOffset(42)]
    public ushort Personality;
    [FieldOffset(44)]
    public int FileIndex;
    [FieldOffset(48)]
    public ulong Address3;
}

/// <summary>IORING_OP_*: those used here.</summary>
internal enum IoUringOperation : byte
{
    /// <summary>IORING_OP_POLL_ADD</summary>
    PollAdd = 6,

    /// <summary>IORING_OP_SENDMSG</summary>
    SendMessage = 9,

    /// <summary>IORING_OP_ACCEPT</summary>
    Accept = 13,

    /// <summary>IORING_OP_ASYNC_CANCEL</summary>
    Cancel = 14,

    /// <summary>IORING_OP_CLOSE</summary>
    Close = 19,

    /// <summary>IORING_OP_SEND</summary>
    Send = 26,

    /// <summary>IORING_OP_RECV</summary>
    Receive = 27,
}

/// <summary>IOSQE_*</summary>
[Flags]
internal enum IoUringRequestFlags : byte
{
    None = 0,

    /// <summary>IOSQE_IO_LINK: the next request starts when this one succeeded, and not at all when it failed.</summary>
    Link = 1 << 2,

    /// <summary>IOSQE_BUFFER_SELECT: the kernel picks a buffer when there is something to put in it.</summary>
    BufferSelect = 1 << 5,

    /// <summary>IOSQE_CQE_SKIP_SUCCESS: told only when it fails.</summary>
    SkipSuccess = 1 << 6,
}
