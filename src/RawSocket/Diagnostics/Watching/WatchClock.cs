using System.Diagnostics;

namespace RawSockets.Diagnostics.Watching;

/// <summary>Moments of CLOCK_MONOTONIC, which the trace counts in, as times of day.</summary>
internal readonly struct WatchClock
{
    private readonly DateTimeOffset _now;
    private readonly ulong _monotonic;

    private WatchClock(DateTimeOffset now, ulong monotonic)
    {
        _now = now;
        _monotonic = monotonic;
    }

    /// <summary>Nanoseconds; Stopwatch counts CLOCK_MONOTONIC.</summary>
    internal static ulong Monotonic => (ulong)(Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency));

    internal static WatchClock Read() => new(DateTimeOffset.Now, Monotonic);

    internal DateTimeOffset At(ulong monotonic) => _now.AddTicks(((long)monotonic - (long)_monotonic) / 100);
}
