using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>
/// A server that runs in the background: what a client sends comes back, byte for byte, RFC 862; or another of the services. It may
/// listen at several addresses, for streams and datagrams.
/// </summary>
public sealed partial class EchoServer : IDisposable
{
    private readonly LoopGroup _loops;
    private readonly EchoServerOptions _options;
    private readonly EngineContext _context;
    private readonly EventHub _events;
    private readonly ManualResetEventSlim _ended = new();
    private int _state = (int)EchoServerState.Running;

    private EchoServer(
        LoopGroup loops, EchoServerOptions options, EngineContext context, EventHub events, IReadOnlyList<EndPoint> localEndPoints, EchoEngine engine)
    {
        _loops = loops;
        _options = options;
        _context = context;
        _events = events;
        LocalEndPoints = localEndPoints;
        Engine = engine;
    }

    /// <summary>Where it listens; the first place of several.</summary>
    public EndPoint? LocalEndPoint => LocalEndPoints.Count > 0 ? LocalEndPoints[0] : null;

    /// <summary>Everywhere it listens: streams first, then datagrams, then the sockets that it was given.</summary>
    public IReadOnlyList<EndPoint> LocalEndPoints { get; }

    /// <summary>What it does with what it receives.</summary>
    public EchoServiceKind Service => _options.Service;

    /// <summary>By which of the kernel's interfaces it serves; never <see cref="EchoEngine.Auto"/>.</summary>
    public EchoEngine Engine { get; }

    /// <summary>Why <see cref="EchoEngine.Auto"/> did not take what usually measures best, if so.</summary>
    public string? EngineNote { get; private init; }

    /// <summary>How its loops wait.</summary>
    public PollMode PollMode => _options.PollMode;

    /// <summary>How many loops it has.</summary>
    public int Workers => _loops.All.Count;

    /// <summary>Where it is in its life.</summary>
    public EchoServerState State => (EchoServerState)Volatile.Read(ref _state);

    /// <summary>Clients connected now.</summary>
    public int ConnectionCount => _loops.ConnectionCount;

    /// <summary>The same, for each loop.</summary>
    public IReadOnlyList<int> ConnectionsPerLoop => [.. _loops.All.Select(static loop => loop.ConnectionCount)];

    /// <summary>Clients accepted since the start.</summary>
    public long TotalConnections => _loops.TotalConnections;

    /// <summary>Connections that were closed as soon as they were accepted, because of a limit or their address.</summary>
    public long RejectedConnections => _context.Rejected;

    /// <summary>Answers to datagrams that were dropped, as the peer's address or its full queue did not let them be sent.</summary>
    public long DroppedDatagrams => _context.Dropped;

    /// <summary>Clients that had got all that was theirs when the server stopped.</summary>
    public long DrainedConnections => _loops.DrainedConnections;

    /// <summary>Clients that had not taken it when the drain timeout came.</summary>
    public long TimedOutConnections => _loops.TimedOutConnections;

    /// <summary>Bytes received since the start.</summary>
    public long BytesReceived => _loops.BytesReceived;

    /// <summary>Bytes sent since the start.</summary>
    public long BytesSent => _loops.BytesSent;

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartTime { get; } = DateTimeOffset.Now;

    /// <summary>Why it ended, when it failed.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Whether it ended.</summary>
    public bool HasEnded => _ended.IsSet;

    /// <summary>Asks it to stop: no new connections, what was received is echoed, then it ends. Does not wait.</summary>
    /// <param name="drainTimeout">How long clients have to take their echo, in milliseconds; null for the server's own, -1 without limit.</param>
    public void RequestStop(int? drainTimeout = null)
    {
        Interlocked.CompareExchange(ref _state, (int)EchoServerState.Stopping, (int)EchoServerState.Running);
        _loops.RequestStop(drainTimeout ?? _options.DrainTimeout);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <param name="timeout">How long, in milliseconds; -1 without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it has ended.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool WaitForEnd(int timeout = -1, CancellationToken cancellationToken = default) => _ended.Wait(timeout, cancellationToken);

    /// <summary>Stops it and waits, within its own drain timeout.</summary>
    public void Dispose()
    {
        RequestStop();
        WaitForEnd();
    }

    /// <inheritdoc/>
    public override string ToString() => $"echo server {LocalEndPoint} {State}";
}
