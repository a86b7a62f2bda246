using System.Management.Automation;
using System.Net;
using RawSockets.Echo;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Start-EchoServer: socket, bind, listen, accept, and an echo for each client.</summary>
[Cmdlet(VerbsLifecycle.Start, "EchoServer", DefaultParameterSetName = Internet)]
[OutputType(typeof(EchoServer), typeof(EchoServerEvent))]
public sealed partial class StartEchoServerCommand : LimitedServerCommand
{
    private const string Internet = "Internet";
    private const string UnixPath = "Path";
    private const string AnyEndPoint = "EndPoint";
    private const string Opened = "Socket";
    private const int ReadableEvents = 50;
    private readonly List<RawSocket> _sockets = [];

    /// <summary>The numeric addresses to listen at; loopback unless said otherwise. :: usually serves IPv4 as well.</summary>
    [Parameter(Position = 0, ParameterSetName = Internet)]
    [ArgumentCompleter(typeof(OwnAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Address { get; set; } = [IPAddress.Loopback.ToString()];

    /// <summary>The port; 0 lets the kernel choose a free one.</summary>
    [Parameter(Position = 1, ParameterSetName = Internet)]
    [ValidateRange(IPEndPoint.MinPort, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>The path of a Unix socket, of at most 108 bytes, or @ and an abstract name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UnixPath)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Endpoints of any family, as objects or as text, such as 127.0.0.1:7, localhost:7 or /run/echo.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AnyEndPoint)]
    [EndPointsTransformation]
    [ArgumentCompleter(typeof(OwnAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public EndPoint[] EndPoint { get; set; } = [];

    /// <summary>Sockets that listen already, such as those that a service manager opened; the server closes them when it ends.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = Opened)]
    [ArgumentCompleter(typeof(SocketCompleter))]
    [ValidateNotNullOrEmpty]
    public RawSocket[] Socket { get; set; } = [];

    /// <summary>Streams, which are TCP; datagrams, which are UDP; or both.</summary>
    [Parameter(ParameterSetName = Internet)]
    [Parameter(ParameterSetName = UnixPath)]
    [Parameter(ParameterSetName = AnyEndPoint)]
    [ValidateNotNullOrEmpty]
    [ValidateSet(nameof(RawSockets.SocketType.Stream), nameof(RawSockets.SocketType.Dgram))]
    public string[] SocketType { get; set; } = [nameof(RawSockets.SocketType.Stream)];

    /// <summary>Stays in the foreground and gives an object for each event, until Ctrl+C, SIGTERM or Stop-EchoServer.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait, gives an object for each client that comes and goes, however many there are.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    // More a second than anybody can read; and the formatter would take more of the processor than the clients.
    private int? MostEvents => Detailed || MyInvocation.PipelinePosition < MyInvocation.PipelineLength ? null : ReadableEvents;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _sockets.AddRange(Socket);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!TryFindPlaces(out IReadOnlyList<EndPoint> places))
        {
            return;
        }

        EchoServerOptions options = Options(places);
        EventSubscription? events = null;
        using EchoServers.ForegroundScope? foreground = Wait ? EchoServers.InForeground() : null;
        if (!TryStart(options, foreground, ref events, out EchoServer server))
        {
            return;
        }

        Describe(server);
        if (Wait)
        {
            Serve(server, events!);
        }
        else
        {
            WriteObject(server);
        }
    }

    private bool TryFindPlaces(out IReadOnlyList<EndPoint> places)
    {
        List<EndPoint> found = [];
        places = found;
        switch (ParameterSetName)
        {
            case UnixPath:
                found.AddRange(Path.Select(path => EndPoints.FromPath(this, path)));
                return true;
            case AnyEndPoint:
                return Array.TrueForAll(EndPoint, one => TryResolve(
                    one,
                    () =>
                    {
                        found.AddRange(OwnAddressesOf(one));
                        return true;
                    },
                    out _));
            case Opened:
                return true;
            default:
                found.AddRange(Address.Select(address => EndPoints.Parse(this, nameof(Address), address, Port)));
                return true;
        }
    }

    private bool TryStart(EchoServerOptions options, EchoServers.ForegroundScope? foreground, ref EventSubscription? events, out EchoServer server)
    {
        EventSubscription? subscription = null;
        bool started = false;
        EchoServer running = null!;
        try
        {
            object? target = options.Sockets.Count > 0 ? options.Sockets[0] : options.EndPoints.Concat(options.DatagramEndPoints).FirstOrDefault();
            Func<EchoServer> start = () => Wait ? EchoServer.Start(options, out subscription, MostEvents) : EchoServer.Start(options);
            started = TryCall(target, () => EchoServers.Start(start, foreground), out running);
        }
        catch (ArgumentException exception)
        {
            string parameter = ParameterOf(exception);
            ThrowTerminatingError(ErrorRecords.BadArgument(parameter, exception, MyInvocation.BoundParameters.GetValueOrDefault(parameter)));
        }

        events = subscription;
        server = running;
        return started;
    }

    private void Serve(EchoServer server, EventSubscription events)
    {
        using (events)
        {
            try
            {
                while (events.Take(StopToken) is { } happened)
                {
                    WriteObject(happened);
                }
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
            finally
            {
                // Also when a later cmdlet of the pipeline ended it, as Select-Object -First does.
                server.Dispose();
                EchoServers.Forget(server);
            }
        }

        if (server.Fault is { } fault)
        {
            ThrowTerminatingError(ErrorRecords.ServerFault(server, fault));
        }
    }

    private void Describe(EchoServer server)
    {
        if (server.EngineNote is { } note)
        {
            WriteVerbose(note);
        }

        WriteVerbose($"Engine {server.Engine}, poll mode {server.PollMode}, {server.Workers} worker(s).");
    }
}
