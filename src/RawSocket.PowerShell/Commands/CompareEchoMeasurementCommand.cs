using System.Management.Automation;
using RawSockets.Load;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Compare-EchoMeasurement: the ratios of rates and latencies, and whether they exceed the spread between runs.</summary>
[Cmdlet(VerbsData.Compare, "EchoMeasurement")]
[OutputType(typeof(EchoComparison))]
public sealed class CompareEchoMeasurementCommand : PSCmdlet
{
    /// <summary>The measurement to compare with, or the several runs of one.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [EchoMeasurementTransformation]
    [ValidateNotNullOrEmpty]
    public EchoMeasurement[] ReferenceObject { get; set; } = [];

    /// <summary>The measurement to compare, or the several runs of one.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [EchoMeasurementTransformation]
    [ValidateNotNullOrEmpty]
    public EchoMeasurement[] DifferenceObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteObject(EchoComparison.Compare(ReferenceObject, DifferenceObject), enumerateCollection: true);
}
