using System.Management.Automation;
using RawSockets.Load;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Merge-EchoMeasurement: the sum of measurements that were made at the same time.</summary>
[Cmdlet(VerbsData.Merge, "EchoMeasurement")]
[OutputType(typeof(EchoMeasurement))]
public sealed class MergeEchoMeasurementCommand : PSCmdlet
{
    private const double EnoughOverlap = 0.9;

    private readonly List<EchoMeasurement> _parts = [];

    /// <summary>Results of Measure-EchoServer, from this machine or from others.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [EchoMeasurementTransformation]
    public EchoMeasurement[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => _parts.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_parts.Count == 0)
        {
            return;
        }

        if (EchoMeasurements.Overlap(_parts) < EnoughOverlap)
        {
            WriteWarning(
                "The measurements were not made at the same time, by their machines' clocks, so the sum of their rates is none that was ever reached. Give them one -StartTime.");
        }

        WriteObject(EchoMeasurements.Merge(_parts));
    }
}
