using System.Globalization;
using System.Management.Automation;
using System.Text;
using RawSockets.Load;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell;

/// <summary>Measurements as text, for views and for the host.</summary>
public static class MeasurementText
{
    /// <summary>The type name by which a measurement is shown with its distribution.</summary>
    public const string WithHistogram = "RawSockets.Load.EchoMeasurement#Histogram";

    /// <summary>The distribution of a measurement's latencies.</summary>
    /// <param name="measurement">The measurement, or what is left of it after remoting or a file: its Histogram.</param>
    /// <returns>The lines.</returns>
    public static string Chart(PSObject measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        string encoded = measurement.Properties[nameof(EchoMeasurement.Histogram)]?.Value?.ToString() ?? "";
        return LatencyChart.Draw(LatencyHistogram.Decode(encoded));
    }

    /// <summary>A latency in µs in the unit that suits it, such as 12.3 µs.</summary>
    /// <param name="microseconds">The latency.</param>
    /// <returns>The text.</returns>
    public static string Time(double microseconds) => LatencyChart.Time(microseconds * 1000);

    /// <summary>A number of a comparison in the unit of its metric.</summary>
    /// <param name="metric">The name of the metric, a property of the measurement without its unit.</param>
    /// <param name="value">The number.</param>
    /// <returns>Such as 31,244, 2.00 MB/s or 12.3 µs.</returns>
    public static string Metric(string? metric, double value) => metric switch
    {
        nameof(EchoMeasurement.OperationsPerSecond) => value.ToString("N0", CultureInfo.CurrentCulture),
        nameof(EchoMeasurement.BytesReceivedPerSecond) => SizeText.Rate(value),
        _ => Time(value),
    };

    /// <summary>What went wrong, by identifier.</summary>
    /// <param name="measurement">The measurement, or what is left of it after remoting or a file.</param>
    /// <returns>Such as "Lost=3; recv,ECONNRESET=1".</returns>
    public static string Errors(PSObject measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return EchoMeasurementTransformationAttribute.ToErrors(Payload.Plain(measurement.Properties[nameof(EchoMeasurement.Errors)]?.Value) ?? "").ToString();
    }

    /// <summary>What went wrong, and whether it was ended early.</summary>
    /// <param name="measurement">The measurement, or what is left of it after remoting or a file.</param>
    /// <returns>One line, empty if all went well.</returns>
    public static string Outcome(PSObject measurement)
    {
        bool interrupted = measurement?.Properties[nameof(EchoMeasurement.Interrupted)]?.Value is true or "True";
        string errors = Errors(measurement!);
        return !interrupted ? errors : errors.Length == 0 ? "interrupted" : $"interrupted; {errors}";
    }

    internal static string Summary(EchoMeasurement measurement)
    {
        StringBuilder text = new();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"Interrupted {(measurement.ElapsedSeconds > 0 ? $"after {measurement.ElapsedSeconds:F1} s" : "before it began to measure,")} at {measurement.EndPoint}: {measurement.Operations} operations, {measurement.OperationsPerSecond:N0}/s,");
        text.Append(
            CultureInfo.InvariantCulture,
            $"P50 {Time(measurement.P50Microseconds)}, P90 {Time(measurement.P90Microseconds)}, P99 {Time(measurement.P99Microseconds)}, P999 {Time(measurement.P999Microseconds)}, max {Time(measurement.MaxMicroseconds)}");
        text.Append(CultureInfo.InvariantCulture, $"; {measurement.Unanswered} unanswered");
        if (measurement.ErrorCount > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"; errors: {measurement.Errors}");
        }

        return text.ToString();
    }
}
