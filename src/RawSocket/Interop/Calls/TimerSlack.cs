using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>prctl(2), PR_SET_TIMERSLACK</summary>
internal static partial class Sys
{
    private const int SetTimerSlackOption = 29;

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int NativePrctl(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    /// <summary>How late the calling thread's waits may end, in nanoseconds; the usual 50 µs are more than many round trips take.</summary>
    internal static int SetTimerSlack(nuint nanoseconds) =>
        NativePrctl(SetTimerSlackOption, nanoseconds, 0, 0, 0) < 0 ? -Marshal.GetLastPInvokeError() : 0;
}
