using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>
/// io_uring_setup(2), io_uring_enter(2) and io_uring_register(2). The C library has no functions for them; syscall(2) makes them by
/// number, and these numbers are the same on every architecture.
/// </summary>
internal static partial class Sys
{
    private const int IoUringSetupNumber = 425;
    private const int IoUringEnterNumber = 426;
    private const int IoUringRegisterNumber = 427;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint NativeIoUringSetup(nint number, nuint entries, IoUringParameters* parameters);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint NativeIoUringEnter(
        nint number, nint ring, nuint submitCount, nuint waitCount, nuint flags, void* argument, nuint argumentSize);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial nint NativeIoUringRegister(nint number, nint ring, nuint operation, void* argument, nuint count);

    /// <returns>The ring's descriptor, which is close-on-exec, or the negated error number.</returns>
    internal static unsafe int IoUringSetup(uint entries, ref IoUringParameters parameters)
    {
        fixed (IoUringParameters* pointer = &parameters)
        {
            return IoUringOutcome(NativeIoUringSetup(IoUringSetupNumber, entries, pointer));
        }
    }

    // EINTR is left to the caller, who knows how much of the time is left.
    internal static unsafe int IoUringEnter(int ring, uint submitCount, uint waitCount, uint flags, void* argument, uint argumentSize) =>
        IoUringOutcome(NativeIoUringEnter(IoUringEnterNumber, ring, submitCount, waitCount, flags, argument, argumentSize));

    internal static unsafe int IoUringRegister(int ring, uint operation, void* argument, uint count) =>
        IoUringOutcome(NativeIoUringRegister(IoUringRegisterNumber, ring, operation, argument, count));

    private static int IoUringOutcome(nint result) => result >= 0 ? (int)result : -Marshal.GetLastPInvokeError();
}
