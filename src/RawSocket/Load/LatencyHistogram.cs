using HdrHistogram;
using HdrHistogram.Utilities;

namespace RawSockets.Load;

/// <summary>
/// Latencies from 1 ns to 30 min with three significant digits, in an HdrHistogram. Histograms are added; percentiles never are.
/// </summary>
public sealed class LatencyHistogram
{
    // The package works out the width of a bucket as an int, so beyond 2^41 ns its greatest value would be wrong.
    private const long Highest = 1_800_000_000_000;
    private const int Digits = 3;
    private const int NanosecondsPerTick = 100;

    private readonly HistogramBase _histogram;

    /// <summary>An empty histogram.</summary>
    public LatencyHistogram()
        : this(new LongHistogram(Highest, Digits))
    {
    }

    private LatencyHistogram(HistogramBase histogram) => _histogram = histogram;

    /// <summary>How many latencies it has.</summary>
    public long Count => _histogram.TotalCount;

    /// <summary>The greatest latency.</summary>
    public TimeSpan Max => ToTimeSpan(MaxNanoseconds);

    /// <summary>The mean of the latencies.</summary>
    public TimeSpan Mean => ToTimeSpan(MeanNanoseconds);

    internal double MaxNanoseconds => Count == 0 ? 0 : _histogram.GetMaxValue();

    internal double MeanNanoseconds => Count == 0 ? 0 : _histogram.GetMean();

    /// <summary>Reads what <see cref="Encode"/> writes.</summary>
    /// <param name="text">HdrHistogram's own compressed encoding, in base64.</param>
    /// <returns>The histogram, with the same count in every bucket.</returns>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static LatencyHistogram Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            ByteBuffer bytes = ByteBuffer.Allocate(Convert.FromBase64String(text));
            return new LatencyHistogram(HistogramEncoding.DecodeFromCompressedByteBuffer(bytes, 0));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new FormatException("The text is no encoded histogram.", exception);
        }
    }

    /// <summary>The latency that a share of all does not exceed.</summary>
    /// <param name="percentile">From 0 to 100.</param>
    /// <returns>The latency, zero if there are none.</returns>
    public TimeSpan At(double percentile) => ToTimeSpan(NanosecondsAt(percentile));

    /// <summary>Writes it in HdrHistogram's own compressed encoding, in base64.</summary>
    /// <returns>The text.</returns>
    public string Encode()
    {
        ByteBuffer bytes = ByteBuffer.Allocate(_histogram.GetNeededByteBufferCapacity());
        byte[] encoded = new byte[_histogram.EncodeIntoCompressedByteBuffer(bytes)];
        bytes.Position = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            encoded[i] = bytes.Get();
        }

        return Convert.ToBase64String(encoded);
    }

    /// <summary>Adds the counts of another histogram, bucket by bucket.</summary>
    /// <param name="other">The other one.</param>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _histogram.Add(other._histogram);
    }

    internal void Record(long nanoseconds) => _histogram.RecordValue(Math.Clamp(nanoseconds, 0, Highest));

    internal void Clear() => _histogram.Reset();

    internal double NanosecondsAt(double percentile) => Count == 0 ? 0 : _histogram.GetValueAtPercentile(percentile);

    /// <summary>The buckets that have counts: up to which latency in nanoseconds, and how many.</summary>
    internal IEnumerable<(long Nanoseconds, long Count)> Buckets =>
        _histogram.RecordedValues().Select(static value => (value.ValueIteratedTo, value.CountAddedInThisIterationStep));

    private static TimeSpan ToTimeSpan(double nanoseconds) => TimeSpan.FromTicks((long)Math.Round(nanoseconds / NanosecondsPerTick));
}
