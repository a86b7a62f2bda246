using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes what PowerShell takes for a truth value, and says of anything else what would be one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BooleanTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Payload.Plain(inputData) switch
    {
        null => null,
        bool value => value,
        SwitchParameter value => value.IsPresent,
        int number => number != 0,
        var other => throw new ArgumentTransformationMetadataException($"'{other}' is no truth value; give $true or $false, or 1 or 0."),
    };
}
