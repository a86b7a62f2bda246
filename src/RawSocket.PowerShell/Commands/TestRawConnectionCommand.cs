using System.Management.Automation;
using System.Net;
using System.Text;
using RawSockets.PowerShell.Binding;
using RawSockets.Reachability;

namespace RawSockets.PowerShell.Commands;

/// <summary>Test-RawConnection: can a port of a host be reached, by which family, and how fast.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RawConnection", DefaultParameterSetName = EndPointSet)]
[OutputType(typeof(ConnectionTestResult), typeof(bool))]
public sealed class TestRawConnectionCommand : CancellableCommand
{
    private const string AddressSet = "Address";
    private const string EndPointSet = "EndPoint";

    private ConnectionTestOptions _options = new();

    /// <summary>The hosts: names, or numeric addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("ComputerName", "HostName")]
    [ArgumentCompleter(typeof(PeerAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <summary>The ports, 1 to 65535.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateRange(1, IPEndPoint.MaxPort)]
    public int[] Port { get; set; } = [];

    /// <summary>Hosts with their ports in one: text such as localhost:80, objects, running servers, rows of Get-RawSocketState.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EndPointSet)]
    [EndPointsTransformation(IsPeer = true)]
    [ArgumentCompleter(typeof(PeerEndPointCompleter))]
    [ValidateNotNullOrEmpty]
    public EndPoint[] EndPoint { get; set; } = [];

    /// <summary>Only IPv4 addresses.</summary>
    [Parameter]
    public SwitchParameter IPv4 { get; set; }

    /// <summary>Only IPv6 addresses.</summary>
    [Parameter]
    public SwitchParameter IPv6 { get; set; }

    /// <summary>Sends a datagram instead of connecting.</summary>
    [Parameter]
    public SwitchParameter Udp { get; set; }

    /// <summary>What the datagram carries: a string, sent as UTF-8, or bytes. Without it the datagram is empty.</summary>
    [Parameter]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object Data { get; set; } = "";

    /// <summary>How long to wait for the name, and then for each address, in milliseconds; -1 as long as the system takes.</summary>
    [Parameter]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = 5000;

    /// <summary>How often to try.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>How long to pause between two tries, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Interval { get; set; } = 1000;

    /// <summary>Gives only whether the port was reached.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (IPv4 && IPv6)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(nameof(IPv6), IPv6, "leaves no address together with IPv4; without both each family is tried."));
        }

        byte[]? payload = Payload.ToBytes(Data, Encodings.Strict(Encoding.UTF8));
        if (payload is null)
        {
            object? plain = Payload.Plain(Data);
            ThrowTerminatingError(ErrorRecords.BadArgument(nameof(Data), plain, $"is of type {plain?.GetType().Name}; give a string, a byte array or bytes."));
        }

        _options = new ConnectionTestOptions
        {
            AddressFamily = IPv4 ? AddressFamily.Inet : IPv6 ? AddressFamily.Inet6 : AddressFamily.Unspec,
            Udp = Udp,
            Payload = payload,
            Timeout = Timeout,
            Explain = !Quiet,
        };
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == EndPointSet)
        {
            Array.ForEach(EndPoint, Repeat);
        }
        else
        {
            Array.ForEach(Address, host => Repeat(host, Port));
        }
    }

    private void Repeat(EndPoint endPoint)
    {
        (string host, int port) = endPoint switch
        {
            DnsEndPoint named => (named.Host, named.Port),
            IPEndPoint numeric => (numeric.Address.ToString(), numeric.Port),
            _ => ("", 0),
        };
        if (port == 0)
        {
            WriteError(ErrorRecords.BadArgument(nameof(EndPoint), EndPoints.Text(endPoint), "has no port from 1 to 65535 to test."));
            return;
        }

        Repeat(host, [port]);
    }

    private void Repeat(string host, int[] ports)
    {
        for (int attempt = 1; attempt <= Count && Try(host, ports, attempt); attempt++)
        {
            if (attempt < Count && StopToken.WaitHandle.WaitOne(Interval))
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private bool Try(string host, int[] ports, int attempt)
    {
        if (Resolver.LooksNumeric(host) && !EndPointParser.TryParse(host, 0, out _))
        {
            WriteError(ErrorRecords.BadArgument(
                nameof(Address), host, "is not an IPv4 address of four parts, such as 127.0.0.1, nor an IPv6 address, such as ::1 or fe80::1%eth0."));
            return false;
        }

        try
        {
            if (!TryCall(host, () => ConnectionTest.Run(host, ports, _options, StopToken), out var results))
            {
                return false;
            }

            foreach (ConnectionTestResult result in results)
            {
                WriteObject(Quiet ? result.Succeeded : result with { Attempt = attempt });
            }

            return true;
        }
        catch (ArgumentException exception)
        {
            WriteError(ErrorRecords.BadArgument(nameof(Address), exception, (object)host));
            return false;
        }
    }
}
