using System.Net;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Serving;

/// <summary>
/// A server without a thread: whoever takes its work with <see cref="Take"/> moves the bytes of all clients meanwhile, in epoll(7),
/// and handles each line or chunk between two takes. A client with answers that it has not taken is not read from, and each client
/// gets one line or chunk handled in a turn.
/// </summary>
public sealed partial class RawServer : IDisposable
{
    // Clients, what is queued for them and how they end: other threads may send, close and stop.
    private readonly Lock _gate = new();
    private readonly RawServerOptions _options;
    private readonly LineFramer _lines;
    private readonly Encoding _strict;
    private readonly RawSocket _listener;
    private readonly bool _wasNonBlocking;
    private readonly SafeDescriptor _epoll;
    private readonly WakeSignal _wake;
    private readonly CancellationTokenRegistration _listenerClosing;
    private SafeDescriptor.Hold? _listenerHold;
    private readonly Dictionary<int, RawServerConnection> _connections = [];

    private RawServer(RawServerOptions options, RawSocket listener, SafeDescriptor epoll, WakeSignal wake)
    {
        _options = options;
        _lines = new LineFramer(options.Encoding, options.MaxLineLength);
        _strict = Encoding.GetEncoding(options.Encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        _listener = listener;
        _wasNonBlocking = listener.NonBlocking;
        _epoll = epoll;
        _wake = wake;
        LocalEndPoint = listener.LocalEndPoint;
        _stopBy = Deadline.After(options.Timeout);
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

    /// <summary>Binds and listens, or takes over the listener of the options; the clients are served by <see cref="Take"/>.</summary>
    /// <param name="options">How it is set up.</param>
    /// <returns>The server; the caller disposes it.</returns>
    /// <exception cref="RawSocketException">The kernel refused: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL.</exception>
    /// <exception cref="ArgumentException">The listener is no stream socket, or does not listen.</exception>
    public static RawServer Start(RawServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RawSocket listener = options.Listener is { } given ? RequireListener(given) : Listen(options);
        RawServer? server = null;
        try
        {
            server = Around(listener, options);
            server.Begin();
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

    private static RawServer Around(RawSocket listener, RawServerOptions options)
    {
        SafeDescriptor epoll = new(Require("epoll_create1", Sys.EpollCreate()));
        try
        {
            return new RawServer(options, listener, epoll, new WakeSignal());
        }
        catch
        {
            epoll.Dispose();
            throw;
        }
    }

    private static int Require(string systemCall, int result) =>
        result >= 0 ? result : throw RawSocketException.FromResult(systemCall, result);
}
