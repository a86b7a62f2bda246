using System.Runtime.CompilerServices;
using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>What epoll(7) reports of one descriptor.</summary>
internal readonly record struct EpollReport(int Descriptor, uint Events);

/// <summary>epoll_create1(2), epoll_ctl(2) and epoll_wait(2)</summary>
internal static partial class Sys
{
    internal const uint EpollIn = 0x001;
    internal const uint EpollOut = 0x004;
    internal const uint EpollError = 0x008;
    internal const uint EpollHangUp = 0x010;

    private const int EpollCloseOnExec = 0x80000;
    private const int EpollAdd = 1;
    private const int EpollDelete = 2;
    private const int EpollModify = 3;
    private const int MaxReports = 256;

    internal static int EpollCreate() => Outcome(LibC.epoll_create1(EpollCloseOnExec));

    internal static int EpollWatch(int epoll, int descriptor, uint events) => EpollControl(epoll, EpollAdd, descriptor, events);

    internal static int EpollChange(int epoll, int descriptor, uint events) => EpollControl(epoll, EpollModify, descriptor, events);

    internal static int EpollForget(int epoll, int descriptor) => EpollControl(epoll, EpollDelete, descriptor, 0);

    // EINTR counts as nothing ready: the caller works out its timeout anew.
    [SkipLocalsInit]
    internal static unsafe int EpollWait(int epoll, Span<EpollReport> reports, int timeout)
    {
        // The struct is packed on x64 and not on arm64, so its layout is left to the assembly made for the machine.
        epoll_event* events = stackalloc epoll_event[MaxReports];
        int result = Outcome(LibC.epoll_wait(epoll, events, Math.Min(reports.Length, MaxReports), timeout));
        for (int i = 0; i < result; i++)
        {
            reports[i] = new EpollReport(events[i].data.fd, (uint)events[i].events);
        }

        return result == -Errno.Numbers.EINTR ? 0 : result;
    }

    private static unsafe int EpollControl(int epoll, int operation, int descriptor, uint events)
    {
        epoll_event entry = default;
        entry.events = (int)events;
        entry.data.fd = descriptor;
        return Outcome(LibC.epoll_ctl(epoll, operation, descriptor, &entry));
    }
}
