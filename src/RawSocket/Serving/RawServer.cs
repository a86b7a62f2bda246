using System.Net;
using System.Text;
using RawSockets.Engine;

namespace RawSockets.Serving;

/// <summary>
/// A server without a thread: whoever takes its work with <see cref="Take"/> makes the engine's loop go on meanwhile, and handles each
/// line or chunk between two takes. A client with answers that it has not taken is not read from, and each client gets one line or
/// chunk handled in a turn.
/// </summary>
public sealed partial class RawServer : IDisposable
{
    private const int ReceiveSize = 64 * 1024;
    private readonly RawServerOptions _options;
    private readonly Encoding _strict;
    private readonly EventLoop _loop;
    private readonly LoopGroup _loops;
    private readonly CancellationTokenRegistration _listenerClosing;

    private RawServer(RawServerOptions options, RawSocket listener)
    {
        _options = options;
        _strict = Encoding.GetEncoding(options.Encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        Lines = new LineFramer(options.Encoding, options.MaxLineLength);
        LocalEndPoint = listener.LocalEndPoint;
        _owner = Environment.CurrentManagedThreadId;
        _stopBy = Deadline.After(options.Timeout);

        // How many are connected at once is not the gate's affair: further ones wait to be accepted instead of being turned away.
        ConnectionGate gate = new(int.MaxValue, options.MaxConnectionsPerAddress, new AddressFilter(options.AllowedAddresses, options.DeniedAddresses));
        EngineContext context = new(options.ForEngine(ReceiveSize), new WorkService(this), gate, new Observer(this));
        _loops = new LoopGroup(context, 1, static (group, context) => new EpollLoop(group, context));
        _loop = _loops.First;
        _loop.Listeners.Add(new Listener(listener, isOwned: options.Listener is null));
        _listenerClosing = listener.Closing.UnsafeRegister(static server => ((RawServer)server!).RequestStop(), this);
    }

    /// <summary>Where it listens.</summary>
    public EndPoint? LocalEndPoint { get; }

    /// <summary>Clients accepted since the start.</summary>
    public long TotalConnections { get; private set; }

    /// <summary>Bytes received since the start, from clients that have left.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Bytes sent since the start, to clients that have left.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Gets the calls that are made on the thread that takes the work, as <see cref="CallTrace"/> writes them.</summary>
    public Action<string>? Trace { get; set; }

    internal LineFramer Lines { get; }

    /// <summary>Binds and listens, or takes over the listener of the options; the clients are served by <see cref="Take"/>.</summary>
    /// <param name="options">How it is set up.</param>
    /// <returns>The server; the caller disposes it.</returns>
    /// <exception cref="RawSocketException">The kernel refused: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL.</exception>
    /// <exception cref="ArgumentException">The listener is no stream socket, or does not listen; or two options contradict each other.</exception>
    public static RawServer Start(RawServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        LimitChecks.Check(options.MaxConnections, options.MaxConnectionsPerAddress, options.AllowedAddresses, options.DeniedAddresses);
        RawSocket listener = options.Listener is { } given ? RequireListener(given) : Listen(options);
        RawServer? server = null;
        try
        {
            using var lease = listener.Use("accept4");
            server = new RawServer(options, listener);
            server._loop.Start();
            server.Tell(new RawServerEvent(RawServerEventKind.Started, DateTimeOffset.Now, server.LocalEndPoint));
            return server;
        }
        catch
        {
            server?.Dispose();
            if (options.Listener is null)
            {
                listener.Close();
            }

            throw;
        }
    }

    /// <summary>Text as the server's clients get it.</summary>
    internal byte[] Encode(string text) =>
        _strict.GetBytes(_options.Framing == RawServerFraming.Line ? text + _options.NewLine : text);

    private static RawSocket RequireListener(RawSocket socket)
    {
        if (socket.SocketType != SocketType.Stream)
        {
            throw new ArgumentException($"{socket} is of type {socket.SocketType}; give a stream socket.");
        }

        return socket.IsListening ? socket : throw new ArgumentException($"{socket} does not listen; make it do so with listen(2) first.");
    }

    private static RawSocket Listen(RawServerOptions options)
    {
        RawSocket listener = RawSocket.Open(SocketAddress.FamilyOf(options.EndPoint), SocketType.Stream, nonBlocking: true);
        try
        {
            if (options.EndPoint is IPEndPoint)
            {
                if (options.ReuseAddress)
                {
                    listener.SetOption(SocketOption.Find("ReuseAddress")!, true);
                }

                // What a handler gives is sent at once, so the kernel must not hold it back; connections inherit it, tcp(7).
                listener.SetOption(SocketOption.Find("NoDelay")!, true);
            }

            listener.Bind(options.EndPoint, options.ReplaceStale);
            listener.Listen(options.Backlog);
            return listener;
        }
        catch
        {
            listener.Close();
            throw;
        }
    }

    private sealed class WorkService(RawServer server) : Service
    {
        internal override ConnectionHandler HandlerFor(Connection connection) => server.Admit(connection);
    }

    private sealed class Observer(RawServer server) : IEngineObserver
    {
        public bool WantsData => false;

        public void Opened(Client client)
        {
        }

        public void Closed(Client client, TimeSpan duration, DisconnectCause cause, Exception? error)
        {
        }

        public void Rejected(Accepted accepted, RejectionReason reason) =>
            server.Tell(new RawServerEvent(RawServerEventKind.Rejected, DateTimeOffset.Now, server.LocalEndPoint)
            {
                RemoteEndPoint = accepted.From,
                Rejection = reason,
            });

        public void AcceptFailed(Listener listener, RawSocketException error) =>
            server.Tell(new RawServerEvent(RawServerEventKind.AcceptFailed, DateTimeOffset.Now, server.LocalEndPoint) { Error = error });

        public void Moved(Client client, bool received, ReadOnlySpan<byte> data)
        {
        }

        public void Moved(EndPoint? local, EndPoint? remote, bool received, ReadOnlySpan<byte> data)
        {
        }
    }
}
