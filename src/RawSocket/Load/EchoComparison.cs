namespace RawSockets.Load;

/// <summary>One figure of two sets of measurements, side by side.</summary>
public sealed class EchoComparison
{
    /// <summary>The figure's name: OperationsPerSecond, BytesReceivedPerSecond, or Mean, P50, P90, P99, P999, Max in µs.</summary>
    public string Metric { get; init; } = "";

    /// <summary>The reference's: the median of the rates of several runs; of latencies, the one of all runs' latencies together.</summary>
    public double Reference { get; init; }

    /// <summary>That of what is compared with it.</summary>
    public double Difference { get; init; }

    /// <summary>The second divided by the first.</summary>
    public double Ratio { get; init; }

    /// <summary>Half of the range between the reference's least and greatest run, relative to its figure; nothing for a single run.</summary>
    public double? ReferenceSpread { get; init; }

    /// <summary>The same of what is compared with it.</summary>
    public double? DifferenceSpread { get; init; }

    /// <summary>
    /// Whether every run of one is above every run of the other, so that the difference is more than that between runs. Nothing unless
    /// there are several runs of both.
    /// </summary>
    public bool? ExceedsSpread { get; init; }

    /// <summary>Compares two sets of measurements.</summary>
    /// <param name="reference">The runs to compare with, at least one.</param>
    /// <param name="difference">The runs to compare, at least one.</param>
    /// <returns>A comparison for each figure.</returns>
    public static IReadOnlyList<EchoComparison> Compare(IReadOnlyList<EchoMeasurement> reference, IReadOnlyList<EchoMeasurement> difference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(difference);
        EchoMeasurement allReference = EchoMeasurements.Merge(reference);
        EchoMeasurement allDifference = EchoMeasurements.Merge(difference);
        return
        [
            Rate(nameof(EchoMeasurement.OperationsPerSecond), static run => run.OperationsPerSecond),
            Rate(nameof(EchoMeasurement.BytesReceivedPerSecond), static run => run.BytesReceivedPerSecond),
            Latency("Mean", static run => run.MeanMicroseconds),
            Latency("P50", static run => run.P50Microseconds),
            Latency("P90", static run => run.P90Microseconds),
            Latency("P99", static run => run.P99Microseconds),
            Latency("P999", static run => run.P999Microseconds),
            Latency("Max", static run => run.MaxMicroseconds),
        ];

        EchoComparison Rate(string name, Func<EchoMeasurement, double> figure) =>
            Of(name, [.. reference.Select(figure)], [.. difference.Select(figure)], Median(reference.Select(figure)), Median(difference.Select(figure)));

        EchoComparison Latency(string name, Func<EchoMeasurement, double> figure) =>
            Of(name, [.. reference.Select(figure)], [.. difference.Select(figure)], figure(allReference), figure(allDifference));
    }

    private static EchoComparison Of(string metric, double[] referenceRuns, double[] differenceRuns, double reference, double difference)
    {
        bool several = referenceRuns.Length > 1 && differenceRuns.Length > 1;
        bool apart = referenceRuns.Max() < differenceRuns.Min() || differenceRuns.Max() < referenceRuns.Min();
        return new EchoComparison
        {
            Metric = metric,
            Reference = reference,
            Difference = difference,
            Ratio = difference / reference,
            ReferenceSpread = Spread(referenceRuns, reference),
            DifferenceSpread = Spread(differenceRuns, difference),
            ExceedsSpread = several ? apart : null,
        };
    }

    private static double? Spread(double[] runs, double figure) => runs.Length > 1 ? (runs.Max() - runs.Min()) / 2 / figure : null;

    private static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
