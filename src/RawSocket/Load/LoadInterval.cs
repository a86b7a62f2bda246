namespace RawSockets.Load;

/// <summary>How a measurement went since the last of these.</summary>
public sealed class LoadInterval
{
    /// <summary>The time since the measurement began, in seconds.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>The operations of this interval.</summary>
    public long Operations { get; init; }

    /// <summary>The operations of this interval, per second.</summary>
    public double OperationsPerSecond { get; init; }

    /// <summary>The bytes that came back in this interval, per second.</summary>
    public double BytesReceivedPerSecond { get; init; }

    /// <summary>The median latency of this interval, in µs.</summary>
    public double P50Microseconds { get; init; }

    /// <summary>The latency that 99 % of this interval did not exceed, in µs.</summary>
    public double P99Microseconds { get; init; }

    /// <summary>The greatest latency of this interval, in µs.</summary>
    public double MaxMicroseconds { get; init; }

    /// <summary>The errors so far.</summary>
    public long ErrorCount { get; init; }

    /// <summary>How much of the measurement is done, from 0 to 1.</summary>
    public double Progress { get; init; }
}
