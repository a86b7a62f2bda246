using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>open(2), for files that are polled and read without blocking</summary>
internal static partial class Sys
{
    /// <param name="path">A file.</param>
    /// <returns>Its descriptor, closed by execve(2); reading it gives EAGAIN instead of waiting.</returns>
    internal static int OpenNonBlocking(string path)
    {
        int result;
        do
        {
            result = NativeOpen(path, SockNonBlock | CloseOnExec);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Errno.Numbers.EINTR);
        return result >= 0 ? result : -Marshal.GetLastPInvokeError();
    }
}
