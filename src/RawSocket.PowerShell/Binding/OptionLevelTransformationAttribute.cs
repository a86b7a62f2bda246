using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes the level of a socket option by its constant, such as SOL_TCP, or by its number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionLevelTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? plain = Payload.Plain(inputData);
        return plain switch
        {
            string name when SocketOptionLevel.TryParse(name, out int level) => level,
            string name when !int.TryParse(name, out _) => throw new ArgumentTransformationMetadataException(
                $"'{name}' is not a level of socket options; give a number or one of {string.Join(", ", SocketOptionLevel.Names)}."),
            _ => plain!,
        };
    }
}
