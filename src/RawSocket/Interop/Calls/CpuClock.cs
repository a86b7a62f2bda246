using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>clock_gettime(2) of the processor time that was used</summary>
internal static partial class Sys
{
    private const int ThreadCpuTimeClock = 3;
    private const long NanosecondsPerSecond = 1_000_000_000;

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static unsafe partial int NativeClockGetTime(int clock, long* time);

    /// <summary>The processor time of the calling thread, in nanoseconds, user and system together.</summary>
    internal static unsafe long ThreadCpuTime()
    {
        long* time = stackalloc long[2];
        return NativeClockGetTime(ThreadCpuTimeClock, time) < 0 ? 0 : (time[0] * NanosecondsPerSecond) + time[1];
    }
}
