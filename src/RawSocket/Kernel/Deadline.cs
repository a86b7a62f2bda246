using System.Diagnostics;

namespace RawSockets;

/// <summary>A moment by which something must be done, on the monotonic clock, so that retries do not stretch a timeout.</summary>
public readonly struct Deadline
{
    private readonly long _at;

    private Deadline(long at) => _at = at;

    /// <summary>No limit.</summary>
    public static Deadline None => new(long.MaxValue);

    /// <summary>Whether there is no limit.</summary>
    public bool IsNone => _at == long.MaxValue;

    /// <summary>The moment that is so far away.</summary>
    /// <param name="milliseconds">0 or more, or -1 for no limit.</param>
    /// <returns>The deadline.</returns>
    public static Deadline After(int milliseconds) => milliseconds < 0
        ? None
        : new(Stopwatch.GetTimestamp() + (milliseconds * (Stopwatch.Frequency / 1000)));

    /// <summary>What poll(2) takes: -1 for no limit; rounded up, so that a wait never ends before its deadline.</summary>
    public int RemainingMilliseconds
    {
        get
        {
            if (IsNone)
            {
                return -1;
            }

            long ticks = _at - Stopwatch.GetTimestamp();
            long perMillisecond = Stopwatch.Frequency / 1000;
            return ticks <= 0 ? 0 : (int)Math.Min((ticks + perMillisecond - 1) / perMillisecond, int.MaxValue);
        }
    }

    /// <summary>Whether it comes before another.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether it does.</returns>
    public bool IsEarlierThan(Deadline other) => _at < other._at;

    /// <summary>Whether it has come.</summary>
    public bool HasPassed => !IsNone && Stopwatch.GetTimestamp() >= _at;
}
