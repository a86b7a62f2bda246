using System.Management.Automation;
using System.Net;
using System.Text;
using RawSockets.PowerShell.Binding;
using RawSockets.PowerShell.Serving;
using RawSockets.Serving;

namespace RawSockets.PowerShell.Commands;

/// <summary>Start-RawServer: socket, bind, listen, accept4, epoll, and a script block for each line or chunk.</summary>
[Cmdlet(VerbsLifecycle.Start, "RawServer", DefaultParameterSetName = Internet)]
[OutputType(typeof(RawServerEvent))]
public sealed partial class StartRawServerCommand : LimitedServerCommand
{
    private const string Internet = "Internet";
    private const string UnixPath = "Path";
    private const string AnyEndPoint = "EndPoint";
    private const string Listening = "Socket";
    private const int MaxLine = 1024 * 1024 * 1024;

    /// <summary>What is called for each line or chunk, with the connection and the data; its output is sent back.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNull]
    public ScriptBlock Handler { get; set; } = null!;

    /// <summary>The numeric address to listen at; loopback unless said otherwise.</summary>
    [Parameter(ParameterSetName = Internet)]
    [ArgumentCompleter(typeof(OwnAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>The port; 0 lets the kernel choose a free one.</summary>
    [Parameter(ParameterSetName = Internet)]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>The path of a Unix socket, of at most 108 bytes, or @ and an abstract name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UnixPath)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>An endpoint of any family, as an object or as text, such as localhost:7 or vsock:1:1234.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnyEndPoint)]
    [EndPointTransformation]
    [ArgumentCompleter(typeof(OwnAddressCompleter))]
    [ValidateNotNull]
    public EndPoint EndPoint { get; set; } = null!;

    /// <summary>A stream socket that listens already; it stays open.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Listening, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    [ValidateNotNull]
    public RawSocket Socket { get; set; } = null!;

    /// <summary>Called once for each client when it has connected; its output is sent, as a greeting.</summary>
    [Parameter]
    public ScriptBlock? OnConnect { get; set; }

    /// <summary>Called once for each client when its connection has ended; its output goes nowhere.</summary>
    [Parameter]
    public ScriptBlock? OnDisconnect { get; set; }

    /// <summary>Whether the handler gets lines as strings, or bytes as they arrive.</summary>
    [Parameter]
    public RawServerFraming Framing { get; set; }

    /// <summary>How text becomes bytes and bytes text; UTF-8 unless said otherwise.</summary>
    [Parameter]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>What ends each line that is sent; both are taken.</summary>
    [Parameter]
    public LineEnding NewLine { get; set; }

    /// <summary>The longest line that is taken, in bytes without its newline.</summary>
    [Parameter]
    [ValidateRange(1, MaxLine)]
    public int MaxLineLength { get; set; } = 1024 * 1024;

    /// <summary>The most that is queued for a client that does not take it, in bytes.</summary>
    [Parameter]
    [ValidateRange(1, MaxLine)]
    public int MaxPending { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many clients may be connected at once; further ones wait.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MaxConnections { get; set; } = int.MaxValue;

    /// <summary>How many clients to serve in all, and then end.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>How long to serve, in milliseconds; without it until it is stopped.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>How long a stop waits for clients to take what is queued for them, in milliseconds.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int DrainTimeout { get; set; } = 1000;

    /// <summary>How many established connections may wait to be accepted.</summary>
    [Parameter(ParameterSetName = Internet)]
    [Parameter(ParameterSetName = UnixPath)]
    [Parameter(ParameterSetName = AnyEndPoint)]
    [ValidateRange(0, int.MaxValue)]
    public int Backlog { get; set; } = RawSocket.DefaultBacklog;

    /// <summary>Leaves SO_REUSEADDR off, so that the port can't be bound while earlier connections are still closing.</summary>
    [Parameter(ParameterSetName = Internet)]
    [Parameter(ParameterSetName = AnyEndPoint)]
    public SwitchParameter NoReuseAddress { get; set; }

    /// <summary>Replaces the file of a Unix socket that nobody has open any more; never one that is in use.</summary>
    [Parameter(ParameterSetName = UnixPath)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        EndPoint? place = ParameterSetName switch
        {
            UnixPath => EndPoints.FromPath(this, Path),
            AnyEndPoint => TryResolve(EndPoint, () => OwnAddressesOf(EndPoint)[0], out EndPoint found) ? found : null,
            Listening => new IPEndPoint(IPAddress.Loopback, 0),
            _ => EndPoints.Parse(this, nameof(Address), Address, Port),
        };
        if (place is null)
        {
            return;
        }

        RawServerOptions options = new()
        {
            EndPoint = place,
            Listener = ParameterSetName == Listening ? Socket : null,
            Backlog = Backlog,
            ReuseAddress = !NoReuseAddress,
            ReplaceStale = Force,
            Framing = Framing,
            Encoding = Encoding,
            NewLine = NewLine == LineEnding.CRLF ? "\r\n" : "\n",
            MaxLineLength = MaxLineLength,
            MaxPending = MaxPending,
            MaxConnections = MaxConnections,
            MaxConnectionsPerAddress = MaxConnectionsPerAddress,
            IdleTimeout = IdleTimeout,
            RateLimit = RateLimit,
            AllowedAddresses = AllowedAddress,
            DeniedAddresses = DeniedAddress,
            Count = Count ?? long.MaxValue,
            Timeout = Timeout ?? -1,
            DrainTimeout = DrainTimeout,
        };
        object target = ParameterSetName == Listening ? Socket : options.EndPoint;
        using Termination termination = new();
        if (TryStart(options, target, out RawServer? server))
        {
            termination.Concerns(server!);
            Serve(server!);
        }
    }

    private bool TryStart(RawServerOptions options, object target, out RawServer? server)
    {
        try
        {
            return TryCall(target, () => RawServer.Start(options), out server);
        }
        catch (ArgumentException exception)
        {
            string parameter = ParameterOf(exception);
            WriteError(MyInvocation.BoundParameters.TryGetValue(parameter, out object? value)
                ? ErrorRecords.BadArgument(parameter, exception, value)
                : ErrorRecords.BadArgument(nameof(Socket), exception, Socket));
            server = null;
            return false;
        }
    }
}
