using System.Globalization;
using System.Management.Automation;
using System.Net;
using RawSockets.Load;
using RawSockets.PowerShell.Binding;

namespace RawSockets.PowerShell.Commands;

/// <summary>Measure-EchoServer: how many messages a server echoes, and how long each takes.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "EchoServer", DefaultParameterSetName = AddressSet)]
[OutputType(typeof(EchoMeasurement), typeof(LoadInterval))]
public sealed class MeasureEchoServerCommand : CancellableCommand
{
    private const string AddressSet = "Address";
    private const string PathSet = "Path";
    private const string EndPointSet = "EndPoint";

    private static readonly TimeSpan s_glance = TimeSpan.FromMilliseconds(200);

    private readonly List<EchoMeasurement> _results = [];
    private EndKey _keys = null!;
    private bool _endedByKey;

    /// <summary>A host's name, or a numeric address; loopback unless said otherwise.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("ComputerName", "HostName", "Host", "RemoteAddress", "IPAddress", "Name")]
    [HostTransformation]
    [ArgumentCompleter(typeof(PeerAddressCompleter))]
    [ValidateNotNullOrEmpty]
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>The port, 1 to 65535: a number, or a service's name. A number that stands alone is the port.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = AddressSet)]
    [Alias("RemotePort")]
    [PortTransformation]
    [ArgumentCompleter(typeof(PortCompleter))]
    [ValidateRange(1, IPEndPoint.MaxPort)]
    public int Port { get; set; }

    /// <summary>The path of a Unix socket, or @ and an abstract name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PathSet)]
    [ArgumentCompleter(typeof(UnixPathCompleter))]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>An endpoint as an object or as text, or a running server; several are measured one after another.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = EndPointSet)]
    [EndPointTransformation(IsPeer = true)]
    [ArgumentCompleter(typeof(PeerEndPointCompleter))]
    [ValidateNotNull]
    public EndPoint EndPoint { get; set; } = null!;

    /// <summary>Stream for TCP, Dgram for UDP; SeqPacket for Unix sockets.</summary>
    [Parameter]
    [SocketTypeTransformation]
    public SocketType SocketType { get; set; } = SocketType.Stream;

    /// <summary>What each connection does.</summary>
    [Parameter]
    public LoadMode Mode { get; set; }

    /// <summary>How many connections at once.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Connections { get; set; } = 1;

    /// <summary>The messages' size in bytes, or a range of sizes, such as 64-1024.</summary>
    [Parameter]
    [MessageSizeTransformation]
    public MessageSizeRange? MessageSize { get; set; }

    /// <summary>How long to measure, in seconds or as text such as 500ms; 10 seconds unless said otherwise.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Duration { get; set; }

    /// <summary>How many messages to measure, over all connections.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? Count { get; set; }

    /// <summary>How many messages each connection has in flight at most.</summary>
    [Parameter]
    [ValidateRange(1, 1 << 20)]
    public int? Depth { get; set; }

    /// <summary>Messages per second over all connections, by a fixed schedule.</summary>
    [Parameter]
    public double? Rate { get; set; }

    /// <summary>How long to exchange before it is measured, in seconds or as text.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Warmup { get; set; }

    /// <summary>How long a message may take, in milliseconds; 10000 unless said otherwise, 500 for datagrams.</summary>
    [Parameter]
    [MillisecondsTransformation]
    [ValidateRange(1, int.MaxValue)]
    public int? Timeout { get; set; }

    /// <summary>When to begin, so that several machines begin together.</summary>
    [Parameter]
    [TravelledTimeTransformation]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>Gives an object for each interval as well, in seconds or as text.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? Interval { get; set; }

    /// <summary>How many times to measure; each gives a result.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int Repeat { get; set; } = 1;

    /// <summary>TCP's congestion control on this side, such as cubic.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CongestionControlCompleter))]
    [ValidateNotNullOrEmpty]
    public string? CongestionControl { get; set; }

    /// <summary>Shows the distribution of the latencies below each result.</summary>
    [Parameter]
    public SwitchParameter Histogram { get; set; }

    /// <summary>The name of a variable that gets the results too, even that of a measurement which Ctrl+C ended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultVariable { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _keys = new EndKey(Host);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_endedByKey)
        {
            return;
        }

        if (Server() is not { } server)
        {
            return;
        }

        LoadOptions options = Options(server);
        for (int number = 1; number <= Repeat && !_endedByKey; number++)
        {
            Measure(options, number);
        }
    }

    private void Measure(LoadOptions options, int number)
    {
        using LoadRun run = LoadRun.Start(options);
        using var stop = StopToken.UnsafeRegister(static state => ((LoadRun)state!).Stop(), run);
        MeasurementProgress progress = new(options, number, Repeat);
        bool isStopped = !TryFollow(run, progress);
        EchoMeasurement result = Result(run, options.EndPoint);
        _results.Add(result);
        if (ResultVariable is not null)
        {
            SessionState.PSVariable.Set(ResultVariable, Repeat == 1 && _results.Count == 1 ? result : _results.ToArray());
        }

        if (isStopped)
        {
            // The engine drops what is written to a pipeline that is being stopped; the host still takes text.
            Host?.UI?.WriteLine(MeasurementText.Summary(result));
            throw new PipelineStoppedException();
        }

        Write(result);
    }

    /// <returns>False if the pipeline was stopped meanwhile.</returns>
    private bool TryFollow(LoadRun run, MeasurementProgress progress)
    {
        try
        {
            while (!run.HasEnded)
            {
                run.Wait(s_glance);
                while (run.TryTake(out LoadInterval? interval))
                {
                    progress.Take(interval);
                    if (Interval is not null)
                    {
                        WriteObject(interval);
                    }
                }

                WriteProgress(progress.Record());
                if (_keys.EndWasPressed())
                {
                    _endedByKey = true;
                    run.Stop();
                }
            }

            WriteProgress(progress.Completed());
        }
        catch (PipelineStoppedException) when (StopToken.IsCancellationRequested || Stopping)
        {
            run.Stop();
            return false;
        }

        return !StopToken.IsCancellationRequested;
    }

    private EchoMeasurement Result(LoadRun run, EndPoint server)
    {
        try
        {
            return run.Finish();
        }
        catch (RawSocketException exception)
        {
            ThrowTerminatingError(ErrorRecords.FromSocketError(exception, server));
            throw;
        }
    }

    private void Write(EchoMeasurement result)
    {
        PSObject shown = PSObject.AsPSObject(result);
        if (Histogram)
        {
            shown.TypeNames.Insert(0, MeasurementText.WithHistogram);
        }
        else if (Interval is not null)
        {
            // It is the last row of the table that the intervals began.
            shown.TypeNames.Add(typeof(LoadInterval).FullName);
        }

        WriteObject(shown);
        if (result.ClientWasBottleneck)
        {
            WriteWarning(
                $"The client used {result.ClientCpuShare:P0} of a processor: it was the limit, and the server may be faster. Measure from several processes or machines at once and add the results up with Merge-EchoMeasurement.");
        }

        if (result.Stalled || (result.Operations == 0 && result.ErrorCount > 0 && !result.Interrupted))
        {
            WriteError(ErrorRecords.NoReply(result));
        }
    }

    private LoadOptions Options(EndPoint server)
    {
        LoadOptions options = new()
        {
            EndPoint = server,
            SocketType = SocketType,
            Mode = Mode,
            Connections = Connections,
            MessageSize = MessageSize,
            Duration = Duration,
            Count = Count,
            Depth = Depth,
            Rate = Rate,
            Warmup = Warmup,
            Timeout = Timeout is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            StartTime = StartTime,
            Interval = Interval ?? TimeSpan.FromSeconds(1),
            CongestionControl = CongestionControl,
        };
        try
        {
            options.Check();
        }
        catch (ArgumentException exception)
        {
            string name = exception.ParamName!;
            ThrowTerminatingError(ErrorRecords.BadArgument(name, exception, MyInvocation.BoundParameters.GetValueOrDefault(name)));
        }

        if (StartTime is { } start && start < DateTimeOffset.Now)
        {
            ThrowTerminatingError(ErrorRecords.BadArgument(
                nameof(StartTime), start.ToString("O", CultureInfo.InvariantCulture), $"is past: it is {DateTimeOffset.Now:O} here."));
        }

        return options;
    }

    private EndPoint? Server()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                return EndPoints.FromPath(this, Path);
            case EndPointSet:
                return TryResolve(EndPoint, () => Answering(EndPoint), out EndPoint given) ? given : null;
            default:
                (string address, int port) = EndPoints.WithLonePort(this, Address, Port);
                return Resolver.LooksNumeric(address)
                    ? EndPoints.Parse(this, nameof(Address), address, port)
                    : TryResolve(address, _ => (nameof(Address), address), () => Answering(new DnsEndPoint(address, port)), out EndPoint found) ? found : null;
        }
    }

    // A name may have addresses at which nobody answers: the one that a connection is made to first is measured.
    private EndPoint Answering(EndPoint given)
    {
        IReadOnlyList<EndPoint> candidates = AddressesOf(given);
        if (candidates.Count == 1 || SocketType != SocketType.Stream)
        {
            return candidates[0];
        }

        using RawSocket first = HappyEyeballs.Connect(candidates, new HappyEyeballsOptions(), StopToken);
        return first.RemoteEndPoint!;
    }
}
