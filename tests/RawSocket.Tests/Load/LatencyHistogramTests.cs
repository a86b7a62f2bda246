using RawSockets.Load;

namespace RawSockets.Tests.Load;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Nothing_is_lost_when_it_is_written_and_read()
    {
        LatencyHistogram written = Some(seed: 1);
        LatencyHistogram read = LatencyHistogram.Decode(written.Encode());
        Assert.Equal(written.Buckets, read.Buckets);
        Assert.Equal(written.Count, read.Count);
    }

    [Fact]
    public void A_sum_has_in_every_bucket_what_its_parts_have()
    {
        LatencyHistogram sum = Some(seed: 1);
        sum.Add(LatencyHistogram.Decode(Some(seed: 2).Encode()));

        var expected = Some(seed: 1).Buckets.Concat(Some(seed: 2).Buckets)
            .GroupBy(static bucket => bucket.Nanoseconds, static bucket => bucket.Count)
            .Select(static group => (group.Key, group.Sum()))
            .Order();
        Assert.Equal(expected, sum.Buckets);
    }

    [Fact]
    public void Percentiles_are_within_a_thousandth()
    {
        LatencyHistogram histogram = new();
        for (int microseconds = 1; microseconds <= 100_000; microseconds++)
        {
            histogram.Record(microseconds * 1000L);
        }

        foreach (double percentile in (double[])[1, 50, 90, 99, 99.9, 100])
        {
            Assert.InRange(histogram.At(percentile).TotalMicroseconds / (percentile * 1000), 1, 1.001);
        }

        Assert.InRange(histogram.Mean.TotalMicroseconds / 50000.5, 0.999, 1.001);
    }

    [Fact]
    public void What_is_beyond_half_an_hour_counts_as_half_an_hour()
    {
        LatencyHistogram histogram = new();
        histogram.Record(long.MaxValue);
        histogram.Record(-1);
        Assert.Equal(2, histogram.Count);
        Assert.InRange(histogram.Max.TotalHours, 0.5, 0.501);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    public void What_is_no_histogram_is_refused(string text) => Assert.Throws<FormatException>(() => LatencyHistogram.Decode(text));

    [Fact]
    public void An_empty_one_has_no_latencies()
    {
        LatencyHistogram empty = LatencyHistogram.Decode(new LatencyHistogram().Encode());
        Assert.Equal((0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (empty.Count, empty.Max, empty.Mean, empty.At(99)));
        Assert.Equal("no latencies", LatencyChart.Draw(empty));
    }

    [Fact]
    public void The_chart_ends_with_all_of_them()
    {
        string[] lines = LatencyChart.Draw(Some(seed: 3)).Split('\n');
        Assert.InRange(lines.Length, 2, 40);
        Assert.EndsWith("100.000 %", lines[^1].TrimEnd(), StringComparison.Ordinal);
        Assert.All(lines, static line => Assert.InRange(line.Length, 20, 80));
    }

    private static LatencyHistogram Some(int seed)
    {
        LatencyHistogram histogram = new();
        Random random = new(seed);
        for (int i = 0; i < 5000; i++)
        {
            histogram.Record((long)Math.Pow(10, 3 + (random.NextDouble() * 6)));
        }

        return histogram;
    }
}
