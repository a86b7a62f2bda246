using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>open(2) and openat(2), to read only</summary>
internal static partial class Sys
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int NativeOpen(string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static unsafe partial int NativeOpenAt(int directory, byte* path, int flags);

    /// <param name="path">A file.</param>
    /// <param name="nonBlocking">Whether reading it is to give EAGAIN instead of waiting.</param>
    /// <returns>Its descriptor, closed by execve(2).</returns>
    internal static int Open(string path, bool nonBlocking = false)
    {
        int result;
        do
        {
            result = NativeOpen(path, ReadOnly | CloseOnExec | (nonBlocking ? SockNonBlock : 0));
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Errno.Numbers.EINTR);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }

    /// <param name="directory">A directory's descriptor.</param>
    /// <param name="path">A name in it, ended by a zero byte.</param>
    /// <returns>The descriptor, closed by execve(2).</returns>
    internal static unsafe int OpenAt(int directory, ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
        {
            int result;
            do
            {
                result = NativeOpenAt(directory, name, ReadOnly | CloseOnExec);
            }
            while (result < 0 && Marshal.GetLastPInvokeError() == Errno.Numbers.EINTR);
            return result >= 0 ? result : -Marshal.GetLastPInvokeError();
        }
    }
}
