using System.Management.Automation;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Commands;

/// <summary>Stop-RawSocketState: SOCK_DESTROY of sock_diag(7), as ss -K.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RawSocketState", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class StopRawSocketStateCommand : CancellableCommand
{
    /// <summary>The rows of the sockets to close, from Get-RawSocketState.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public SocketState[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (SocketState row in InputObject)
        {
            string owner = row.Owners is [var first, ..] ? $" of {first.Name} ({first.ProcessId})" : "";
            if (ShouldProcess($"{SocketStateText.Protocol(row)} {SocketStateText.Local(row)} {SocketStateText.Remote(row)} {row.State}{owner}", "Close the socket"))
            {
                TryCall(row, () => SocketStateReader.Destroy(row, StopToken));
            }
        }
    }
}
