using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <content>How a server starts and ends</content>
public sealed partial class EchoServer
{
    /// <summary>Binds, listens and serves; returns at once.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="subscription">The queue of its events, if anybody will take them from the very first.</param>
    /// <param name="mostPerSecond">As for <see cref="Subscribe"/>.</param>
    /// <returns>The running server.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or two contradict each other.</exception>
    /// <exception cref="RawSocketException">
    /// The kernel refused: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL; or io_uring_setup,EPERM, io_uring_setup,ENOSYS when that engine
    /// was asked for.
    /// </exception>
    public static EchoServer Start(EchoServerOptions options, out EventSubscription subscription, int? mostPerSecond = null)
    {
        EchoServer server = Create(options);
        subscription = server.Subscribe(mostPerSecond);
        server.Run();
        return server;
    }

    /// <inheritdoc cref="Start(EchoServerOptions, out EventSubscription, int?)"/>
    public static EchoServer Start(EchoServerOptions options)
    {
        EchoServer server = Create(options);
        server.Run();
        return server;
    }

    private static EchoServer Create(EchoServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionChecks.Check(options);
        List<RawSocket> sockets = ServerSockets.Open(options);
        try
        {
            EventHub events = new();
            EngineContext context = new(
                options.ForEngine(),
                EchoServices.Of(options.Service),
                new ConnectionGate(options.MaxConnections, options.MaxConnectionsPerAddress, new AddressFilter(options.AllowedAddresses, options.DeniedAddresses)),
                new EchoObserver(events));
            EchoEngine engine = EchoEngines.Choose(options, out string? note);
            LoopGroup loops;
            try
            {
                loops = new LoopGroup(context, options.WorkerCount, EchoEngines.Maker(engine));
            }
            catch (RawSocketException refusal) when (options.Engine == EchoEngine.Auto && engine == EchoEngine.IoUring)
            {
                // The kernel gave a ring for the try, and none a moment later: memory that a process may lock is given back late.
                engine = EchoEngine.Epoll;
                note = $"The server uses epoll: {refusal.Message}";
                loops = new LoopGroup(context, options.WorkerCount, EchoEngines.Maker(engine));
            }

            foreach (RawSocket socket in sockets)
            {
                if (socket.SocketType == SocketType.Stream)
                {
                    loops.First.Listeners.Add(new Listener(socket));
                }
                else
                {
                    loops.First.DatagramPorts.Add(new DatagramPort(socket, context));
                }
            }

            List<EndPoint> places = [.. sockets.Select(static socket => socket.LocalEndPoint).OfType<EndPoint>()];
            return new EchoServer(loops, options, context, events, places, engine) { EngineNote = note };
        }
        catch
        {
            sockets.ForEach(static socket => socket.Close());
            throw;
        }
    }

    private void Run()
    {
        EchoMetrics.Add(this);
        foreach (EndPoint place in LocalEndPoints)
        {
            _events.Publish(new EchoServerEvent(EchoServerEventKind.Started, StartTime, place));
        }

        _loops.Start($"Echo {LocalEndPoint}", Ended);
    }

    private void Ended(Exception? fault)
    {
        EchoMetrics.Remove(this);
        Fault = fault;
        Volatile.Write(ref _state, (int)(fault is null ? EchoServerState.Stopped : EchoServerState.Faulted));
        _events.Publish(new EchoServerEvent(EchoServerEventKind.Stopped, DateTimeOffset.Now, LocalEndPoint)
        {
            BytesReceived = BytesReceived,
            BytesSent = BytesSent,
            Duration = DateTimeOffset.Now - StartTime,
            Error = fault,
        });
        _ended.Set();
        _events.Complete();
    }
}
