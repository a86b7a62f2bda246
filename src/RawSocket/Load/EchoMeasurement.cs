namespace RawSockets.Load;

/// <summary>
/// What was measured. All properties are plain numbers and texts, so that it stays whole wherever it is sent or written; latencies are
/// in µs, and <see cref="Latency"/> has all of them.
/// </summary>
public sealed class EchoMeasurement
{
    private readonly LatencyHistogram _latency;

    /// <summary>A measurement with these latencies.</summary>
    /// <param name="latency">The latency of each operation.</param>
    public EchoMeasurement(LatencyHistogram latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        _latency = latency;
        Histogram = latency.Encode();
    }

    /// <summary>The server, or servers.</summary>
    public string EndPoint { get; init; } = "";

    /// <summary>The sockets' type.</summary>
    public string SocketType { get; init; } = nameof(RawSockets.SocketType.Stream);

    /// <summary>What each connection did.</summary>
    public string Mode { get; init; } = nameof(LoadMode.PingPong);

    /// <summary>How many connections there were at once.</summary>
    public int Connections { get; init; }

    /// <summary>The messages' size in bytes, such as 64 or 64-1024.</summary>
    public string MessageSize { get; init; } = "";

    /// <summary>How many messages each connection had in flight at most.</summary>
    public int Depth { get; init; }

    /// <summary>The messages per second of the schedule, if there was one.</summary>
    public double? Rate { get; init; }

    /// <summary>TCP's congestion control on the client's side.</summary>
    public string? CongestionControl { get; init; }

    /// <summary>When the measurement began, after the warm-up; UTC.</summary>
    public DateTime StartTime { get; init; }

    /// <summary>How long was measured, in seconds.</summary>
    public double ElapsedSeconds { get; init; }

    /// <summary>The messages whose echo is back and whole.</summary>
    public long Operations { get; init; }

    /// <summary>The operations per second.</summary>
    public double OperationsPerSecond { get; init; }

    /// <summary>The bytes that were sent.</summary>
    public long BytesSent { get; init; }

    /// <summary>The bytes that came back.</summary>
    public long BytesReceived { get; init; }

    /// <summary>The bytes sent per second.</summary>
    public double BytesSentPerSecond { get; init; }

    /// <summary>The bytes that came back per second.</summary>
    public double BytesReceivedPerSecond { get; init; }

    /// <summary>The bytes that came back as they were sent; those of the warm-up are among them.</summary>
    public long BytesVerified { get; init; }

    /// <summary>How many connections were made in all.</summary>
    public long ConnectionsMade { get; init; }

    /// <summary>The operations of the connection that had the fewest.</summary>
    public long SlowestConnection { get; init; }

    /// <summary>The operations of the connection that had the most.</summary>
    public long FastestConnection { get; init; }

    /// <summary>How many operations have a latency.</summary>
    public long LatencyCount => _latency.Count;

    /// <summary>The mean latency, in µs.</summary>
    public double MeanMicroseconds => _latency.MeanNanoseconds / 1000;

    /// <summary>The median latency, in µs.</summary>
    public double P50Microseconds => _latency.NanosecondsAt(50) / 1000;

    /// <summary>The latency that 90 % did not exceed, in µs.</summary>
    public double P90Microseconds => _latency.NanosecondsAt(90) / 1000;

    /// <summary>The latency that 99 % did not exceed, in µs.</summary>
    public double P99Microseconds => _latency.NanosecondsAt(99) / 1000;

    /// <summary>The latency that 99.9 % did not exceed, in µs.</summary>
    public double P999Microseconds => _latency.NanosecondsAt(99.9) / 1000;

    /// <summary>The greatest latency, in µs.</summary>
    public double MaxMicroseconds => _latency.MaxNanoseconds / 1000;

    /// <summary>The sum of all errors.</summary>
    public long ErrorCount => Errors.Total;

    /// <summary>How often each error happened, by its identifier; those of the warm-up are among them.</summary>
    public LoadErrors Errors { get; init; } = [];

    /// <summary>Messages in flight when the measurement was interrupted: nobody knows what became of them.</summary>
    public long Unanswered { get; init; }

    /// <summary>The processor time of the client's thread while measuring, in seconds.</summary>
    public double ClientCpuSeconds { get; init; }

    /// <summary>The share of one processor that the client used, from 0 to 1.</summary>
    public double ClientCpuShare { get; init; }

    /// <summary>Whether the client had no time left, so that the server may be faster than measured.</summary>
    public bool ClientWasBottleneck => ClientCpuShare >= 0.95;

    /// <summary>Whether it was ended early.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether it ended because nothing came back any more.</summary>
    public bool Stalled { get; init; }

    /// <summary>How many measurements this is the sum of.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>All latencies, in HdrHistogram's compressed encoding, in base64.</summary>
    public string Histogram { get; }

    /// <summary>All latencies.</summary>
    /// <returns>A histogram of the caller's own.</returns>
    public LatencyHistogram Latency() => LatencyHistogram.Decode(Histogram);

    /// <summary>Gives rate and median in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{OperationsPerSecond:F0} operations/s at {EndPoint}, P50 {P50Microseconds:F1} µs, P99 {P99Microseconds:F1} µs");
}
