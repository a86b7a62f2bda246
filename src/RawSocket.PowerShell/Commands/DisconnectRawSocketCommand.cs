using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>Disconnect-RawSocket: shutdown(2).</summary>
[Cmdlet(VerbsCommunications.Disconnect, "RawSocket")]
[OutputType(typeof(RawSocket))]
public sealed class DisconnectRawSocketCommand : PassThruSocketCommand
{
    /// <summary>Which half ends.</summary>
    [Parameter]
    public ShutdownDirection Direction { get; set; } = ShutdownDirection.Both;

    /// <inheritdoc/>
    protected override void Change(RawSocket socket) => socket.Shutdown(Direction);
}
