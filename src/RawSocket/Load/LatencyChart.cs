using System.Globalization;
using System.Text;

namespace RawSockets.Load;

/// <summary>The distribution of latencies, drawn with characters: a bar for each step of a scale that grows evenly.</summary>
public static class LatencyChart
{
    private const int StepsPerDecade = 8;
    private const int MaxBars = 32;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    /// <summary>Draws a histogram.</summary>
    /// <param name="latency">The latencies.</param>
    /// <param name="width">How many characters the longest bar has, 1 to 200.</param>
    /// <returns>The lines: up to which latency, the bar, how many, and which share of all was no longer than that.</returns>
    public static string Draw(LatencyHistogram latency, int width = 40)
    {
        ArgumentNullException.ThrowIfNull(latency);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 200);
        SortedDictionary<int, long> bars = Bars(latency, StepsPerDecade);
        for (int steps = StepsPerDecade; bars.Count > 0 && bars.Keys.Last() - bars.Keys.First() >= MaxBars && steps > 1; steps /= 2)
        {
            bars = Bars(latency, steps / 2);
        }

        return bars.Count == 0 ? "no latencies" : Draw(bars, latency, width);
    }

    private static SortedDictionary<int, long> Bars(LatencyHistogram latency, int stepsPerDecade)
    {
        SortedDictionary<int, long> bars = [];
        foreach (var (nanoseconds, count) in latency.Buckets)
        {
            int step = (int)Math.Ceiling(Math.Log10(Math.Max(nanoseconds, 1)) * stepsPerDecade) * (StepsPerDecade / stepsPerDecade);
            bars[step] = bars.GetValueOrDefault(step) + count;
        }

        return bars;
    }

    private static string Draw(SortedDictionary<int, long> bars, LatencyHistogram latency, int width)
    {
        long most = bars.Values.Max();
        long sum = 0;
        StringBuilder text = new();
        foreach (var (step, count) in bars)
        {
            sum += count;
            string limit = Time(Math.Pow(10, (double)step / StepsPerDecade));
            text.AppendLine(CultureInfo.InvariantCulture, $"{limit,9} {Bar(count / (double)most, width)} {count,10} {100.0 * sum / latency.Count,7:F3} %");
        }

        return text.ToString().TrimEnd();
    }

    private static string Bar(double share, int width)
    {
        int eighths = Math.Max(1, (int)Math.Round(share * width * 8));
        string bar = new string('█', eighths / 8) + (eighths % 8 > 0 ? Eighths[eighths % 8].ToString() : "");
        return bar.PadRight(width);
    }

    /// <summary>Writes a time in the unit that suits it, such as 12.3 µs.</summary>
    /// <param name="nanoseconds">The time.</param>
    /// <returns>The text.</returns>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:F0} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{Digits(nanoseconds / 1e3)} µs"),
        < 1e9 => string.Create(CultureInfo.InvariantCulture, $"{Digits(nanoseconds / 1e6)} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Digits(nanoseconds / 1e9)} s"),
    };

    private static string Digits(double number) =>
        number.ToString(number < 10 ? "F2" : number < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
