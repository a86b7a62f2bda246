using System.Management.Automation;
using System.Net;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Connect-RawSocket: connect(2), of sockets that are given or of a new one.</summary>
[Cmdlet(VerbsCommunications.Connect, "RawSocket", DefaultParameterSetName = NewSet)]
[OutputType(typeof(RawSocket))]
public sealed class ConnectRawSocketCommand : CancellableCommand
{
    private const string NewSet = "New";
    private const string SocketSet = "Socket";
    private const string PathSet = "Path";
    private const string EndPointSet = "EndPoint";
    private const string PipedSet = "Piped";
    private const int LastPosition = 9;

    private EndPoint? _fixed;

    /// <summary>The socket, from New-RawSocket; without it a new one is made.</summary>
    [Parameter(Mandatory = true, Position = LastPosition, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = SocketSet)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = PathSet)]
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = EndPointSet)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    public RawSocket[] Socket { get; set; } = [];

    /// <summary>A host's name, or a numeric address: IPv4 with four parts, or IPv6, with %interface for a link-local one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = NewSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = SocketSet)]
    [Alias("ComputerName", "HostName", "Host", "RemoteAddress", "IPAddress", "Name")]
    [HostTransformation]
    [ArgumentCompleter(typeof(PeerAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = "";

    /// <summary>The port, 0 to 65535.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = NewSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SocketSet)]
    [Alias("RemotePort")]
    [PortTransformation]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>The path of a Unix socket, of at most 108 bytes, or @ and an abstract name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ArgumentCompleter(typeof(UnixPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>An endpoint of any family, as an object or as text, such as localhost:80; or a server.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EndPointSet)]
    [EndPointTransformation(IsPeer = true)]
    [ArgumentCompleter(typeof(PeerEndPointCompleter))]
    [ValidateNotNull]
    public EndPoint EndPoint { get; set; } = null!;

    /// <summary>As EndPoint, from the pipeline.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipedSet)]
    [EndPointTransformation(IsPeer = true)]
    [ValidateNotNull]
    public EndPoint InputObject { get; set; } = null!;

    /// <summary>Only addresses of this family; without it Inet and Inet6, whichever answers first.</summary>
    [Parameter(ParameterSetName = NewSet)]
    public AddressFamily AddressFamily { get; set; }

    /// <summary>The new socket's type.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = EndPointSet)]
    [Parameter(ParameterSetName = PipedSet)]
    [SocketTypeTransformation]
    public SocketType SocketType { get; set; } = SocketType.Stream;

    /// <summary>The new socket's protocol; the default is the usual one for the type.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = EndPointSet)]
    [Parameter(ParameterSetName = PipedSet)]
    [ProtocolTransformation]
    public ProtocolType Protocol { get; set; }

    /// <summary>Once the new socket is connected, its calls fail with EAGAIN instead of waiting (O_NONBLOCK).</summary>
    [Parameter(ParameterSetName = NewSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = EndPointSet)]
    [Parameter(ParameterSetName = PipedSet)]
    public SwitchParameter NonBlocking { get; set; }

    /// <summary>
    /// How long to try, the look-up of a name included, in milliseconds; without it until the kernel gives up, after some two minutes.
    /// </summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>Hands the socket on when it is connected.</summary>
    [Parameter(ParameterSetName = SocketSet)]
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = EndPointSet)]
    public SwitchParameter PassThru { get; set; }

    private bool IsGiven => Socket.Length > 0;

    private EndPoint? Given => ParameterSetName switch
    {
        EndPointSet => EndPoint,
        PipedSet => InputObject,
        _ => null,
    };

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _fixed = ParameterSetName switch
        {
            PathSet => EndPoints.FromPath(this, Path),
            EndPointSet or PipedSet => Given is DnsEndPoint ? null : Given,
            _ => Resolver.LooksNumeric(Address) ? EndPoints.Parse(this, nameof(Address), Address, Port) : null,
        };
        if (IsGiven)
        {
            foreach (RawSocket socket in Socket)
            {
                ConnectGiven(socket);
            }
        }
        else
        {
            ConnectNew();
        }
    }

    private void ConnectGiven(RawSocket socket)
    {
        bool done = TryResolve(socket, Parameter, () => Connected(socket), out _);
        if (done && PassThru)
        {
            WriteObject(socket);
        }

        RawSocket Connected(RawSocket given)
        {
            Deadline deadline = Deadline.After(Timeout ?? -1);
            IReadOnlyList<EndPoint> candidates = Candidates(given.AddressFamily, deadline);
            given.Connect(candidates, Left(deadline), StopToken);
            return given;
        }
    }

    private void ConnectNew()
    {
        if (TryResolve(Given is { } given ? EndPoints.Text(given) : Address, Parameter, Connected, out RawSocket socket))
        {
            WriteObject(OpenSockets.Add(socket));
        }

        RawSocket Connected()
        {
            Deadline deadline = Deadline.After(Timeout ?? -1);
            IReadOnlyList<EndPoint> candidates = Candidates(AddressFamily, deadline);
            HappyEyeballsOptions options = new()
            {
                SocketType = SocketType,
                Protocol = Protocol,
                NonBlocking = NonBlocking,
                Timeout = Left(deadline) ?? -1,
            };
            return HappyEyeballs.Connect(candidates, options, StopToken);
        }
    }

    // Only a look-up takes from the time, so that the error of a numeric address names the time that was given.
    private int? Left(Deadline deadline) => Timeout is null || _fixed is not null ? Timeout : deadline.RemainingMilliseconds;

    // What the parameters say, whatever the parameter set: a numeric address is one candidate, a name as many as it has addresses.
    private IReadOnlyList<EndPoint> Candidates(AddressFamily family, Deadline deadline)
    {
        if (_fixed is not null && (IsGiven || family == RawSockets.AddressFamily.Unspec || family == FamilyOf(_fixed)))
        {
            return [_fixed];
        }

        EndPoint named = Given ?? new DnsEndPoint(Address, Port);
        return AddressesOf(named, family, deadline.RemainingMilliseconds, numeric: _fixed is not null);
    }

    private static AddressFamily FamilyOf(EndPoint endPoint) => endPoint.AddressFamily switch
    {
        System.Net.Sockets.AddressFamily.InterNetwork => RawSockets.AddressFamily.Inet,
        System.Net.Sockets.AddressFamily.InterNetworkV6 => RawSockets.AddressFamily.Inet6,
        _ => RawSockets.AddressFamily.Unspec,
    };

    private (string Parameter, object? Value) Parameter(string about) => ParameterSetName switch
    {
        EndPointSet or PipedSet => (ParameterSetName == PipedSet ? nameof(InputObject) : nameof(EndPoint), EndPoints.Text(Given!)),
        _ when about == "EAI_FAMILY" && !IsGiven => (nameof(AddressFamily), AddressFamily),
        _ => (nameof(Address), Address),
    };
}
