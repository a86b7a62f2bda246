using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>eventfd(2): the wake-up of a thread that waits in poll(2) or epoll_wait(2)</summary>
internal static partial class Sys
{
    private const int EventFdFlags = 0x80000 | 0x800;

    internal static int EventFd() => Outcome(LibC.eventfd(0, EventFdFlags));

    // A counter that is full is readable already, so EAGAIN needs no retry.
    internal static unsafe void SignalEvent(int fd)
    {
        ulong one = 1;
        int result;
        do
        {
            result = Outcome((long)LibC.write(fd, &one, sizeof(ulong)));
        }
        while (result == -Errno.Numbers.EINTR);
    }

    internal static unsafe void ClearEvent(int fd)
    {
        ulong count;
        int result;
        do
        {
            result = Outcome((long)LibC.read(fd, &count, sizeof(ulong)));
        }
        while (result == -Errno.Numbers.EINTR);
    }
}
