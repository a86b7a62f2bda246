using System.Management.Automation;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Wait-EchoServer: waits until servers have ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "EchoServer", DefaultParameterSetName = ServerSet)]
[OutputType(typeof(EchoServer))]
public sealed class WaitEchoServerCommand : EchoServerCommand
{
    /// <summary>How long to wait for all of them, in milliseconds; without it as long as it takes.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        using var foreground = EchoServers.InForeground();
        Deadline deadline = Deadline.After(Timeout ?? -1);
        foreach (EchoServer server in Servers)
        {
            if (!WaitForEnd(server, deadline.RemainingMilliseconds))
            {
                WriteError(ErrorRecords.ServerStillRuns(server, Timeout ?? -1));
            }
            else if (server.Fault is { } fault)
            {
                ThrowTerminatingError(ErrorRecords.ServerFault(server, fault));
            }
        }
    }
}
