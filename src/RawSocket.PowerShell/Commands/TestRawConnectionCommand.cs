using System.Diagnostics;
using System.Globalization;
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

    private const string Activity = "Testing connections";
    private const int SuspenseMilliseconds = 1000;
    private const int RefreshMilliseconds = 250;

    private ConnectionScan _scan = null!;
    private long _begun;
    private long _done;
    private long _shown;

    /// <summary>The hosts: names, or numeric addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("ComputerName", "HostName", "Host", "RemoteAddress", "IPAddress", "Name")]
    [HostTransformation]
    [ArgumentCompleter(typeof(PeerAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [];

    /// <summary>The ports, 1 to 65535: numbers, names of services, ranges such as 1-99.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("RemotePort")]
    [PortTransformation(Several = true)]
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
    [MillisecondsTransformation]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = 5000;

    /// <summary>How often to try.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Count { get; set; } = 1;

    /// <summary>How long to pause between two tries, in milliseconds.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int Interval { get; set; } = 1000;

    /// <summary>Tries a port no more once it was reached.</summary>
    [Parameter]
    public SwitchParameter UntilSuccess { get; set; }

    /// <summary>How many connections are tried at once, and how many names looked up.</summary>
    [Parameter]
    [ValidateRange(1, IPEndPoint.MaxPort)]
    public int ThrottleLimit { get; set; } = 256;

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

        ConnectionTestOptions options = new()
        {
            AddressFamily = IPv4 ? AddressFamily.Inet : IPv6 ? AddressFamily.Inet6 : AddressFamily.Unspec,
            Udp = Udp,
            Payload = payload,
            Timeout = Timeout,
            ThrottleLimit = ThrottleLimit,
        };
        if (Attempt(() => _scan = new ConnectionScan(options)) is { } failure)
        {
            ThrowTerminatingError(ErrorRecords.FromSocketError(failure, null));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<(string Host, IReadOnlyList<int> Ports)> targets = ParameterSetName == EndPointSet
            ? [.. EndPoint.SelectMany(Target)]
            : [.. Address.Select(host => (host, (IReadOnlyList<int>)Port))];
        if (Count == 1)
        {
            targets.ForEach(Add);
        }
        else
        {
            Repeat(targets);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Finish(static result => result);
        if (_shown > 0)
        {
            WriteProgress(new ProgressRecord(0, Activity, "done") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scan?.Dispose();
        }

        base.Dispose(disposing);
    }

    private IEnumerable<(string Host, IReadOnlyList<int> Ports)> Target(EndPoint endPoint)
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
            return [];
        }

        return [(host, [port])];
    }

    // What comes down the pipeline next is tried beside what is not done yet, so this waits only where nothing more may start.
    private void Add((string Host, IReadOnlyList<int> Ports) target)
    {
        if (!TryAdd(target.Host, target.Ports))
        {
            return;
        }

        Advance(0);
        while (_scan.IsFull)
        {
            Write(static result => result);
            Advance(RefreshMilliseconds);
        }

        Write(static result => result);
    }

    private bool TryAdd(string host, IReadOnlyList<int> ports)
    {
        if (!IsHost(nameof(Address), host))
        {
            return false;
        }

        try
        {
            if (_scan.Total == 0)
            {
                _begun = Stopwatch.GetTimestamp();
            }

            _scan.Add(host, ports);
            return true;
        }
        catch (ArgumentException exception)
        {
            WriteError(ErrorRecords.BadArgument(nameof(Address), exception, (object)host));
            return false;
        }
    }

    private void Repeat(List<(string Host, IReadOnlyList<int> Ports)> targets)
    {
        for (int attempt = 1; targets.Count > 0; attempt++)
        {
            targets = [.. targets.Where(target => TryAdd(target.Host, target.Ports))];
            HashSet<(string, int)> reached = [];
            Finish(result =>
            {
                if (result.Succeeded)
                {
                    reached.Add((result.Host, result.Port));
                }

                return result with { Attempt = attempt };
            });
            if (UntilSuccess)
            {
                targets = [.. targets
                    .Select(target => (target.Host, Ports: (IReadOnlyList<int>)[.. target.Ports.Where(port => !reached.Contains((target.Host, port)))]))
                    .Where(static target => target.Ports.Count > 0)];
            }

            if (attempt == Count || targets.Count == 0)
            {
                return;
            }

            if (StopToken.WaitHandle.WaitOne(Interval))
            {
                throw new PipelineStoppedException();
            }
        }
    }

    private void Finish(Func<ConnectionTestResult, ConnectionTestResult> use)
    {
        while (_scan.Pending > 0)
        {
            Advance(RefreshMilliseconds);
            Write(use);
        }
    }

    private void Advance(int timeout)
    {
        if (Attempt(() => _scan.Advance(timeout, StopToken)) is { } failure)
        {
            ThrowTerminatingError(ErrorRecords.FromSocketError(failure, null));
        }
    }

    private void Write(Func<ConnectionTestResult, ConnectionTestResult> use)
    {
        while (_scan.TryTake(out ConnectionTestResult? result))
        {
            _done++;
            ConnectionTestResult used = use(result);
            WriteObject(Quiet ? used.Succeeded : used);
        }

        ShowProgress();
    }

    // A test that is over at once shows none.
    private void ShowProgress()
    {
        if (_scan.Total < 2 || _scan.Pending == 0 || Stopwatch.GetElapsedTime(_shown > 0 ? _shown : _begun).TotalMilliseconds < (_shown > 0 ? RefreshMilliseconds : SuspenseMilliseconds))
        {
            return;
        }

        _shown = Stopwatch.GetTimestamp();
        WriteProgress(new ProgressRecord(0, Activity, string.Create(CultureInfo.InvariantCulture, $"{_done} of {_scan.Total}"))
        {
            PercentComplete = (int)(_done * 100 / _scan.Total),
        });
    }
}
