using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>open(2), for files that are polled and read without blocking</summary>
internal static partial class Sys
{
    // O_RDONLY is 0.
    private const int OpenFlags = SockNonBlock | SockCloseOnExec;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    internal static int OpenForReading(string path)
    {
        int result;
        do
        {
            result = NativeOpen(path, OpenFlags);
            result = result < 0 ? -Marshal.GetLastPInvokeError() : result;
        }
        while (result == -Errno.Numbers.EINTR);
        return result;
    }
}
