using System.Management.Automation;

namespace RawSockets.PowerShell.Commands;

/// <summary>Close-RawSocket: close(2).</summary>
[Cmdlet(VerbsCommon.Close, "RawSocket")]
public sealed class CloseRawSocketCommand : SocketCommand
{
    /// <inheritdoc/>
    protected override void Process(RawSocket socket)
    {
        TryCall(socket, socket.Close);
        OpenSockets.Remove(socket);
    }
}
