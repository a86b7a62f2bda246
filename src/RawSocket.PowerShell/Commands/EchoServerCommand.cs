using System.Management.Automation;
using System.Net;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>A cmdlet that works on the echo servers that are piped to it.</summary>
public abstract class EchoServerCommand : CancellableCommand
{
    private protected const string ServerSet = "Server";
    private protected const string PortSet = "Port";

    /// <summary>The server, from Start-EchoServer or Get-EchoServer; or its address or port.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ServerSet)]
    [EchoServerTransformation]
    [ArgumentCompleter(typeof(EchoServerCompleter))]
    public EchoServer[] Server { get; set; } = [];

    /// <summary>The servers that listen at these ports.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PortSet)]
    [PortTransformation(Several = true)]
    [ArgumentCompleter(typeof(EchoServerPortCompleter))]
    [ValidateRange(1, IPEndPoint.MaxPort)]
    public int[] Port { get; set; } = [];

    /// <summary>Hands the server on once it has ended.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected List<EchoServer> Servers { get; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (EchoServer server in ParameterSetName == PortSet ? AtPorts() : [.. Server])
        {
            if (!Servers.Contains(server))
            {
                Servers.Add(server);
            }
        }
    }

    /// <summary>Waits for one server's end, and reports its fault.</summary>
    private protected bool WaitForEnd(EchoServer server, int timeout)
    {
        if (!TryCall(server, () => server.WaitForEnd(timeout, StopToken), out bool ended))
        {
            return false;
        }

        if (ended)
        {
            EchoServers.Forget(server);
            if (PassThru)
            {
                WriteObject(server);
            }
        }

        return ended;
    }

    // Of a range those are meant that are there; a single port at which nobody listens is a mistake.
    private List<EchoServer> AtPorts()
    {
        List<EchoServer> found = [.. EchoServers.All.Where(server => server.LocalEndPoints.OfType<IPEndPoint>().Any(place => Port.Contains(place.Port)))];
        if (found.Count == 0)
        {
            WriteError(ErrorRecords.NotFound($"Port: no echo server of this process listens at {string.Join(", ", Port.Take(10))}{(Port.Length > 10 ? " ..." : "")}.", Port));
        }

        return found;
    }
}
