using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>SIOCINQ and SIOCOUTQ, tcp(7), unix(7): how many bytes wait in a socket's queues</summary>
internal static partial class Sys
{
    private const nuint InputQueue = 0x541B;
    private const nuint OutputQueue = 0x5411;

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static unsafe partial int NativeControl(int fd, nuint request, int* value);

    /// <returns>Bytes received that nobody has taken, or the negated error number.</returns>
    internal static int Unread(int fd) => QueueLength(fd, InputQueue);

    /// <returns>Bytes sent, an end of stream counted as one, that the peer's kernel has not acknowledged; or the negated error number.</returns>
    internal static int Unacknowledged(int fd) => QueueLength(fd, OutputQueue);

    private static unsafe int QueueLength(int fd, nuint queue)
    {
        int length;
        return NativeControl(fd, queue, &length) < 0 ? -Marshal.GetLastPInvokeError() : length;
    }
}
