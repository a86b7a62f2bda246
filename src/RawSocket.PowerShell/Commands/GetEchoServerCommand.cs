using System.Management.Automation;
using System.Net;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Get-EchoServer: the echo servers of this process.</summary>
[Cmdlet(VerbsCommon.Get, "EchoServer")]
[OutputType(typeof(EchoServer))]
public sealed class GetEchoServerCommand : PSCmdlet
{
    /// <summary>Only those that listen at these ports.</summary>
    [Parameter(Position = 0)]
    [PortTransformation(Several = true)]
    [ArgumentCompleter(typeof(EchoServerPortCompleter))]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int[]? Port { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (EchoServer server in EchoServers.All)
        {
            if (server.State == EchoServerState.Stopped)
            {
                EchoServers.Forget(server);
            }
            else if (Port is null || server.LocalEndPoints.OfType<IPEndPoint>().Any(place => Port.Contains(place.Port)))
            {
                WriteObject(server);
            }
        }
    }
}
