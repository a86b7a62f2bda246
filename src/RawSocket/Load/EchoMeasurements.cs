namespace RawSockets.Load;

/// <summary>Adds measurements up that were made at the same time, on one machine or on many.</summary>
public static class EchoMeasurements
{
    /// <summary>
    /// Adds measurements up: counts, bytes, errors and rates are summed, and the histograms bucket by bucket, so that percentiles are
    /// those of all latencies.
    /// </summary>
    /// <param name="parts">The measurements, at least one.</param>
    /// <returns>Their sum. It lasted as long as the longest one, and began with the earliest.</returns>
    public static EchoMeasurement Merge(IReadOnlyList<EchoMeasurement> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        LatencyHistogram latency = new();
        LoadErrors errors = [];
        foreach (EchoMeasurement part in parts)
        {
            latency.Add(part.Latency());
            errors.Add(part.Errors);
        }

        return new EchoMeasurement(latency)
        {
            EndPoint = Common(parts, static part => part.EndPoint),
            SocketType = Common(parts, static part => part.SocketType),
            Mode = Common(parts, static part => part.Mode),
            Connections = parts.Sum(static part => part.Connections),
            MessageSize = Common(parts, static part => part.MessageSize),
            Depth = parts.Max(static part => part.Depth),
            Rate = parts.All(static part => part.Rate is not null) ? parts.Sum(static part => part.Rate) : null,
            CongestionControl = Common(parts, static part => part.CongestionControl ?? "") is { Length: > 0 } names ? names : null,
            StartTime = parts.Min(static part => part.StartTime),
            ElapsedSeconds = parts.Max(static part => part.ElapsedSeconds),
            Operations = parts.Sum(static part => part.Operations),
            OperationsPerSecond = parts.Sum(static part => part.OperationsPerSecond),
            BytesSent = parts.Sum(static part => part.BytesSent),
            BytesReceived = parts.Sum(static part => part.BytesReceived),
            BytesSentPerSecond = parts.Sum(static part => part.BytesSentPerSecond),
            BytesReceivedPerSecond = parts.Sum(static part => part.BytesReceivedPerSecond),
            BytesVerified = parts.Sum(static part => part.BytesVerified),
            ConnectionsMade = parts.Sum(static part => part.ConnectionsMade),
            SlowestConnection = parts.Min(static part => part.SlowestConnection),
            FastestConnection = parts.Max(static part => part.FastestConnection),
            Errors = errors,
            Unanswered = parts.Sum(static part => part.Unanswered),
            ClientCpuSeconds = parts.Sum(static part => part.ClientCpuSeconds),
            ClientCpuShare = parts.Max(static part => part.ClientCpuShare),
            Interrupted = parts.Any(static part => part.Interrupted),
            Stalled = parts.Any(static part => part.Stalled),
            Parts = parts.Sum(static part => part.Parts),
        };
    }

    /// <summary>The share of the whole time in which all of them measured; rates of others do not add up.</summary>
    /// <param name="parts">The measurements, at least one.</param>
    /// <returns>From 0, if some two did not overlap, to 1.</returns>
    public static double Overlap(IReadOnlyList<EchoMeasurement> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        DateTime start = parts.Min(static part => part.StartTime);
        DateTime end = parts.Max(End);
        TimeSpan together = parts.Min(End) - parts.Max(static part => part.StartTime);
        return end <= start ? 1 : Math.Clamp(together / (end - start), 0, 1);
    }

    private static DateTime End(EchoMeasurement part) => part.StartTime.AddSeconds(part.ElapsedSeconds);

    private static string Common(IReadOnlyList<EchoMeasurement> parts, Func<EchoMeasurement, string> value) =>
        string.Join(", ", parts.Select(value).Distinct(StringComparer.Ordinal));
}
