using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tmds.Linux;

namespace RawSockets.Interop;

/// <summary>What epoll(7) reports, by the key that the descriptor was registered with.</summary>
internal readonly record struct KeyedReport(ulong Key, uint Events);

/// <summary>epoll_ctl(2) and epoll_pwait2(2), with a key of the caller's own in place of the descriptor, and a timeout in nanoseconds</summary>
internal static partial class Sys
{
    private const long EpollPWait2Number = 441; // on every architecture, as for all calls since 5.1
    private const long NanosecondsPerMillisecond = 1_000_000;

    private static bool s_lacksEpollPWait2;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static unsafe partial long NativeEpollPWait2(
        long number, long epoll, epoll_event* events, long count, long* timeout, void* signals, long signalsSize);

    internal static int EpollWatchKey(int epoll, int descriptor, uint events, ulong key) =>
        EpollControlKey(epoll, EpollAdd, descriptor, events, key);

    internal static int EpollChangeKey(int epoll, int descriptor, uint events, ulong key) =>
        EpollControlKey(epoll, EpollModify, descriptor, events, key);

    /// <summary>Waits for at most so many nanoseconds. EINTR counts as nothing ready: the caller works out its timeout anew.</summary>
    [SkipLocalsInit]
    internal static unsafe int EpollWaitNanoseconds(int epoll, Span<KeyedReport> reports, long nanoseconds)
    {
        // The struct is packed on x64 and not on arm64, so its layout is left to the assembly made for the machine.
        epoll_event* events = stackalloc epoll_event[MaxReports];
        int result = WaitFor(epoll, events, Math.Min(reports.Length, MaxReports), Math.Max(nanoseconds, 0));
        for (int i = 0; i < result; i++)
        {
            reports[i] = new KeyedReport((ulong)events[i].data.u64, (uint)events[i].events);
        }

        return result == -Errno.Numbers.EINTR ? 0 : result;
    }

    // By number, because glibc has a function for it only since 2.35. A kernel before 5.11 lacks the call and waits whole milliseconds.
    private static unsafe int WaitFor(int epoll, epoll_event* events, int count, long nanoseconds)
    {
        if (!s_lacksEpollPWait2)
        {
            long* time = stackalloc long[2];
            time[0] = nanoseconds / 1_000_000_000;
            time[1] = nanoseconds % 1_000_000_000;
            int result = (int)NativeEpollPWait2(EpollPWait2Number, epoll, events, count, time, null, 0);
            result = result >= 0 ? result : -Marshal.GetLastPInvokeError();
            if (result != -Errno.Numbers.ENOSYS)
            {
                return result;
            }

            s_lacksEpollPWait2 = true;
        }

        long milliseconds = (nanoseconds + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond;
        return Outcome(LibC.epoll_wait(epoll, events, count, (int)Math.Min(milliseconds, int.MaxValue)));
    }

    private static unsafe int EpollControlKey(int epoll, int operation, int descriptor, uint events, ulong key)
    {
        epoll_event entry = default;
        entry.events = (int)events;
        entry.data.u64 = key;
        return Outcome(LibC.epoll_ctl(epoll, operation, descriptor, &entry));
    }
}
