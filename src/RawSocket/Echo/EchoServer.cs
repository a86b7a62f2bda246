using System.Net;

namespace RawSockets.Echo;

/// <summary>A TCP echo server that runs in the background: what a client sends comes back, byte for byte, RFC 862.</summary>
public sealed class EchoServer : IDisposable
{
    private readonly IEchoEngine _engine;
    private readonly EventHub _events;
    private readonly int _drainTimeout;
    private readonly ManualResetEventSlim _ended = new();
    private int _state = (int)EchoServerState.Running;

    private EchoServer(IEchoEngine engine, EventHub events, EndPoint? localEndPoint, int drainTimeout)
    {
        _engine = engine;
        _events = events;
        LocalEndPoint = localEndPoint;
        _drainTimeout = drainTimeout;
    }

    /// <summary>Where it listens.</summary>
    public EndPoint? LocalEndPoint { get; }

    /// <summary>Where it is in its life.</summary>
    public EchoServerState State => (EchoServerState)Volatile.Read(ref _state);

    /// <summary>Clients connected now.</summary>
    public int ConnectionCount => _engine.ConnectionCount;

    /// <summary>Clients accepted since the start.</summary>
    public long TotalConnections => _engine.TotalConnections;

    /// <summary>Bytes received since the start.</summary>
    public long BytesReceived => _engine.BytesReceived;

    /// <summary>Bytes sent since the start.</summary>
    public long BytesSent => _engine.BytesSent;

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartTime { get; } = DateTimeOffset.Now;

    /// <summary>Why it ended, when it failed.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Whether it ended.</summary>
    public bool HasEnded => _ended.IsSet;

    /// <summary>Binds, listens and serves; returns at once.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="subscription">The queue of its events, if anybody will take them from the very first.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="RawSocketException">The kernel refused: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL.</exception>
    public static EchoServer Start(EchoServerOptions options, out EventSubscription subscription)
    {
        EchoServer server = Create(options);
        subscription = server.Subscribe();
        server.Run();
        return server;
    }

    /// <inheritdoc cref="Start(EchoServerOptions, out EventSubscription)"/>
    public static EchoServer Start(EchoServerOptions options)
    {
        EchoServer server = Create(options);
        server.Run();
        return server;
    }

    /// <summary>Lets the caller take the events that happen from now on.</summary>
    /// <returns>The subscription; the caller disposes it.</returns>
    public EventSubscription Subscribe() => _events.Subscribe();

    /// <summary>Asks it to stop: no new connections, what was received is echoed, then it ends. Does not wait.</summary>
    /// <param name="drainTimeout">How long clients have to take their echo, in milliseconds; null for the server's own, -1 without limit.</param>
    public void RequestStop(int? drainTimeout = null)
    {
        Interlocked.CompareExchange(ref _state, (int)EchoServerState.Stopping, (int)EchoServerState.Running);
        _engine.RequestStop(drainTimeout ?? _drainTimeout);
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

    private static EchoServer Create(EchoServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BufferSize, 1);
        RawSocket listener = RawSocket.Open(SocketAddress.FamilyOf(options.EndPoint), SocketType.Stream, nonBlocking: true);
        try
        {
            if (options.ReuseAddress)
            {
                listener.SetOption(SocketOption.Find("ReuseAddress")!, true);
            }

            listener.Bind(options.EndPoint);
            listener.Listen(options.Backlog);
            EventHub events = new();
            return new EchoServer(new EpollEngine(listener, options.BufferSize, events), events, listener.LocalEndPoint, options.DrainTimeout);
        }
        catch
        {
            listener.Close();
            throw;
        }
    }

    private void Run()
    {
        _events.Publish(new EchoServerEvent(EchoServerEventKind.Started, StartTime, LocalEndPoint));
        _engine.Start(Ended);
    }

    private void Ended(Exception? fault)
    {
        Fault = fault;
        Volatile.Write(ref _state, (int)(fault is null ? EchoServerState.Stopped : EchoServerState.Faulted));
        _events.Publish(new EchoServerEvent(EchoServerEventKind.Stopped, DateTimeOffset.Now, LocalEndPoint)
        {
            BytesReceived = BytesReceived,
            BytesSent = BytesSent,
            Error = fault,
        });
        _ended.Set();
        _events.Complete();
    }
}
