using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>IORING_REGISTER_*, io_uring_register(2): those used here.</summary>
internal enum IoUringRegistration : uint
{
    /// <summary>IORING_REGISTER_ENABLE_RINGS</summary>
    EnableRings = 12,

    /// <summary>IORING_REGISTER_PBUF_RING</summary>
    BufferRing = 22,

    /// <summary>IORING_REGISTER_SYNC_CANCEL</summary>
    CancelAndWait = 24,
}

/// <summary>struct io_uring_buf: a buffer that the kernel may pick. The ring's tail lies over the reserved part of the first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringBufferEntry
{
    public ulong Address;
    public uint Length;
    public ushort Id;
    public ushort TailOrReserved;
}

/// <summary>struct io_uring_buf_reg</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoUringBufferRingRegistration
{
    /// <summary>IOU_PBUF_RING_INC: a buffer is filled piece by piece. Linux 6.12</summary>
    internal const ushort Incremental = 2;

    public ulong RingAddress;
    public uint EntryCount;
    public ushort Group;
    public ushort Flags;
    public fixed ulong Reserved[3];
}

/// <summary>struct io_uring_sync_cancel_reg</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoUringSyncCancel
{
    /// <summary>IORING_ASYNC_CANCEL_ALL and IORING_ASYNC_CANCEL_ANY: whatever there is.</summary>
    internal const uint Everything = 1 | 4;

    public ulong Address;
    public int Descriptor;
    public uint Flags;
    public KernelTime Timeout;
    public byte Operation;
    public fixed byte Padding[7];
    public fixed ulong Reserved[3];
}

/// <summary>struct __kernel_timespec</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct KernelTime
{
    public long Seconds;
    public long Nanoseconds;

    internal static KernelTime FromMilliseconds(int milliseconds) =>
        new() { Seconds = milliseconds / 1000, Nanoseconds = milliseconds % 1000 * 1_000_000L };
}

/// <summary>struct io_uring_getevents_arg</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IoUringWaitArgument
{
    public ulong SignalMask;
    public uint SignalMaskSize;
    public uint MinimalWait;
    public ulong Timeout;
}
