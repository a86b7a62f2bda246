using System.Management.Automation;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Stop-EchoServer: no new connections, what was received is echoed, then it ends.</summary>
[Cmdlet(VerbsLifecycle.Stop, "EchoServer", DefaultParameterSetName = ServerSet, SupportsShouldProcess = true)]
[OutputType(typeof(EchoServer))]
public sealed class StopEchoServerCommand : EchoServerCommand
{
    /// <summary>How long clients have to take the rest of their echo, in milliseconds; the server's own time without it.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? DrainTimeout { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        List<EchoServer> stopping = Servers.FindAll(server => ShouldProcess($"{server.LocalEndPoint}", "Stop echo server"));
        stopping.ForEach(server => server.RequestStop(DrainTimeout));
        stopping.ForEach(server => WaitForEnd(server, -1));
    }
}
