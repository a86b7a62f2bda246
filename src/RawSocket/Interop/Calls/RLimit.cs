using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>getrlimit(2)</summary>
internal static partial class Sys
{
    private const int OpenFiles = 7;

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static unsafe partial int NativeGetRLimit(int resource, ulong* limits);

    /// <summary>RLIMIT_NOFILE; it is asked for by a call because /proc/self/limits can't be opened when no descriptor is left.</summary>
    internal static unsafe int GetOpenFilesLimit(out ulong soft, out ulong hard)
    {
        ulong* limits = stackalloc ulong[2];
        int result = NativeGetRLimit(OpenFiles, limits) < 0 ? -Marshal.GetLastPInvokeError() : 0;
        soft = limits[0];
        hard = limits[1];
        return result;
    }
}
