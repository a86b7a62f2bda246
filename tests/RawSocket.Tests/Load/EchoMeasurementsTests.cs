using RawSockets.Load;

namespace RawSockets.Tests.Load;

public sealed class EchoMeasurementsTests
{
    private static readonly DateTime s_start = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_sum_is_exact()
    {
        EchoMeasurement one = Make(1000, 2, 10);
        EchoMeasurement other = Make(3000, 1, 20);
        EchoMeasurement sum = EchoMeasurements.Merge([one, other]);

        Assert.Equal((4000, 3L, 2), (sum.OperationsPerSecond, sum.Errors["Lost"], sum.Parts));
        LatencyHistogram all = one.Latency();
        all.Add(other.Latency());
        Assert.Equal(all.Buckets, sum.Latency().Buckets);
        Assert.Equal(sum.Histogram, EchoMeasurements.Merge([other, one]).Histogram);
    }

    [Fact]
    public void Rates_add_up_only_of_what_ran_together()
    {
        Assert.Equal(1, EchoMeasurements.Overlap([Make(1, 0, 1), Make(1, 0, 1)]));
        Assert.Equal(0.5, EchoMeasurements.Overlap([Make(1, 0, 1), Make(1, 0, 1, later: 2)]), 1e-9 + 0.2);
        Assert.Equal(0, EchoMeasurements.Overlap([Make(1, 0, 1), Make(1, 0, 1, later: 9)]));
    }

    [Fact]
    public void A_comparison_gives_ratios()
    {
        EchoComparison rate = EchoComparison.Compare([Make(1000, 0, 10)], [Make(1500, 0, 10)])[0];
        Assert.Equal(("OperationsPerSecond", 1000, 1500, 1.5), (rate.Metric, rate.Reference, rate.Difference, rate.Ratio));
        Assert.Null(rate.ReferenceSpread);
        Assert.Null(rate.ExceedsSpread);
    }

    [Theory]
    [InlineData(1300, 1400, true)]
    [InlineData(1100, 1400, false)]
    public void Of_several_runs_it_tells_whether_the_difference_exceeds_their_spread(double least, double greatest, bool exceeds)
    {
        var comparison = EchoComparison.Compare([Make(1000, 0, 10), Make(1200, 0, 10)], [Make(least, 0, 20), Make(greatest, 0, 20)]);
        Assert.Equal(exceeds, comparison[0].ExceedsSpread);
        Assert.Equal(100 / 1100.0, comparison[0].ReferenceSpread!.Value, 1e-9);
        EchoComparison median = comparison.Single(static entry => entry.Metric == "P50");
        Assert.Equal(2, median.Ratio, 0.01);
        Assert.True(median.ExceedsSpread);
    }

    [Fact]
    public void Errors_are_read_as_they_are_written()
    {
        LoadErrors errors = LoadErrors.Parse("Lost=3; recv,ECONNRESET=1");
        Assert.Equal((3L, 1L, 4L), (errors["Lost"], errors["recv,ECONNRESET"], errors.Total));
        Assert.Equal("Lost=3; recv,ECONNRESET=1", errors.ToString());
        Assert.Empty(LoadErrors.Parse(""));
        Assert.Throws<FormatException>(() => LoadErrors.Parse("Lost"));
    }

    private static EchoMeasurement Make(double rate, int lost, int milliseconds, int later = 0)
    {
        LatencyHistogram latency = new();
        for (int i = 0; i < 100; i++)
        {
            latency.Record(milliseconds * 1_000_000L);
        }

        return new EchoMeasurement(latency)
        {
            OperationsPerSecond = rate,
            StartTime = s_start.AddSeconds(later),
            ElapsedSeconds = 5,
            Errors = LoadErrors.Parse(lost > 0 ? $"Lost={lost}" : ""),
        };
    }
}
