using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using RawSockets.Load;

namespace RawSockets.PowerShell;

/// <summary>What Write-Progress shows of a measurement.</summary>
internal sealed class MeasurementProgress
{
    private readonly string _activity;
    private readonly long _begun = Stopwatch.GetTimestamp();
    private LoadInterval? _last;

    internal MeasurementProgress(LoadOptions options, int number, int of) => _activity = of == 1
        ? $"Measuring {options.EndPoint}"
        : string.Create(CultureInfo.InvariantCulture, $"Measuring {options.EndPoint}, {number} of {of}");

    internal void Take(LoadInterval interval) => _last = interval;

    internal ProgressRecord Record()
    {
        if (_last is not { } last)
        {
            int waited = (int)Stopwatch.GetElapsedTime(_begun).TotalSeconds;
            return new ProgressRecord(0, _activity, string.Create(CultureInfo.InvariantCulture, $"connecting, waiting or warming up, {waited} s"));
        }

        string errors = last.ErrorCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {last.ErrorCount} errors");
        double left = last.Progress > 0 ? last.ElapsedSeconds * (1 - last.Progress) / last.Progress : -1;
        return new ProgressRecord(
            0,
            _activity,
            string.Create(CultureInfo.InvariantCulture, $"{last.OperationsPerSecond:N0} operations/s, P99 {LatencyChart.Time(last.P99Microseconds * 1000)}{errors}"))
        {
            PercentComplete = (int)(last.Progress * 100),
            SecondsRemaining = (int)Math.Min(Math.Ceiling(left), int.MaxValue),
        };
    }

    internal ProgressRecord Completed() => new(0, _activity, "done") { RecordType = ProgressRecordType.Completed };
}
