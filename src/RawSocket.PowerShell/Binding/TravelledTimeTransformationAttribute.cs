using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>
/// Takes a DateTimeOffset that came over PowerShell's remoting, too: it arrives as a bag of properties, which PowerShell does not make one
/// of again.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TravelledTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is PSObject travelled
        && travelled.TypeNames.Contains("Deserialized.System.DateTimeOffset")
        && travelled.Properties[nameof(DateTimeOffset.UtcDateTime)]?.Value is DateTime time
            ? new DateTimeOffset(time.ToUniversalTime())
            : inputData;
}
