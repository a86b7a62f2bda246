using System.Management.Automation;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Stop-EchoSession: closes the connection of a server's client.</summary>
[Cmdlet(VerbsLifecycle.Stop, "EchoSession", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopEchoSessionCommand : CancellableCommand
{
    /// <summary>The sessions, from Get-EchoSession.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(EchoSessionCompleter))]
    [ValidateNotNullOrEmpty]
    public EchoSession[] Session { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (EchoSession session in Session)
        {
            if (!ShouldProcess($"{session.RemoteEndPoint} at {session.LocalEndPoint}", "Close connection"))
            {
                continue;
            }

            if (TryCall(session, () => session.Server.Disconnect(session.Id, StopToken), out bool found) && !found)
            {
                WriteError(ErrorRecords.NotFound($"Session: number {session.Id} of the server at {session.LocalEndPoint} has ended already.", session));
            }
        }
    }
}
