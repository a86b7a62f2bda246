using System.Management.Automation;
using System.Net;
using RawSockets.PowerShell.Binding;
using RawSockets.Reachability;

namespace RawSockets.PowerShell.Commands;

/// <summary>Wait-RawConnection: waits until a port of a host can be connected to, or no more.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RawConnection", DefaultParameterSetName = EndPointSet)]
[OutputType(typeof(ConnectionTestResult), typeof(bool))]
public sealed class WaitRawConnectionCommand : CancellableCommand
{
    private const string AddressSet = "Address";
    private const string EndPointSet = "EndPoint";

    /// <summary>The host: a name, or a numeric address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("ComputerName", "HostName", "Host", "RemoteAddress", "IPAddress", "Name")]
    [HostTransformation]
    [ArgumentCompleter(typeof(PeerAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = "";

    /// <summary>The port, 1 to 65535: a number, or a service's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("RemotePort")]
    [PortTransformation]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateRange(1, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>Host and port in one: text such as localhost:80, an object, a server, a row of Get-RawSocketState.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EndPointSet)]
    [EndPointTransformation(IsPeer = true)]
    [ArgumentCompleter(typeof(PeerEndPointCompleter))]
    [ValidateNotNull]
    public EndPoint EndPoint { get; set; } = null!;

    /// <summary>Waits until no connection can be made, instead of until one is.</summary>
    [Parameter]
    public SwitchParameter Closed { get; set; }

    /// <summary>How long to wait, in milliseconds; -1 has no limit.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    /// <summary>How long to pause between two tries, in milliseconds.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int Interval { get; set; } = 250;

    /// <summary>Only addresses of this family; without it Inet and Inet6.</summary>
    [Parameter]
    public AddressFamily AddressFamily { get; set; }

    /// <summary>Gives only whether it happened in time, and no error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (string host, int port) = ParameterSetName == AddressSet ? (Address, Port) : EndPoint switch
        {
            DnsEndPoint named => (named.Host, named.Port),
            IPEndPoint numeric => (numeric.Address.ToString(), numeric.Port),
            _ => ("", 0),
        };
        if (port == 0)
        {
            WriteError(ErrorRecords.BadArgument(nameof(EndPoint), EndPoints.Text(EndPoint), "has no port from 1 to 65535 to connect to."));
        }
        else if (IsHost(ParameterSetName, host) && TryResolve(host, _ => (ParameterSetName, host), () => Wait(host, port), out ConnectionTestResult last))
        {
            Write(last);
        }
    }

    private ConnectionTestResult Wait(string host, int port) => Closed
        ? ConnectionWait.UntilClosed(host, port, Timeout, Interval, AddressFamily, StopToken)
        : ConnectionWait.UntilOpen(host, port, Timeout, Interval, AddressFamily, StopToken);

    private void Write(ConnectionTestResult last)
    {
        bool happened = Closed ? ConnectionWait.IsClosed(last) : last.Succeeded;
        if (Quiet)
        {
            WriteObject(happened);
        }
        else if (!happened)
        {
            WriteError(ErrorRecords.NotInTime(last, Closed, Timeout));
        }
        else if (!Closed)
        {
            WriteObject(last);
        }
    }
}
