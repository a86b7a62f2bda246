using System.Management.Automation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Takes what has sockets in the kernel's list: a process, an echo server, a session of one, or rows and changes of that list.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SocketSelectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        SocketSelection.Of(Payload.Plain(inputData)) ?? throw new ArgumentTransformationMetadataException(
            $"InputObject: '{inputData}' has no sockets; give a process, a socket, an echo server, a session of one, or a row of Get-RawSocketState.",
            new PSInvalidCastException());
}
