using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>How an echo server is set up.</summary>
public sealed record EchoServerOptions
{
    /// <summary>Where it listens for streams, TCP or Unix; loopback and a free port unless said otherwise.</summary>
    public IReadOnlyList<EndPoint> EndPoints { get; init; } = [new IPEndPoint(IPAddress.Loopback, 0)];

    /// <summary>Where it receives datagrams, UDP or Unix.</summary>
    public IReadOnlyList<EndPoint> DatagramEndPoints { get; init; } = [];

    /// <summary>Sockets that listen, or are bound to receive datagrams, already; the server closes them when it ends.</summary>
    public IReadOnlyList<RawSocket> Sockets { get; init; } = [];

    /// <summary>The only place where it listens.</summary>
    public EndPoint EndPoint
    {
        get => EndPoints[0];
        init => EndPoints = [value];
    }

    /// <summary>What it does with what it receives.</summary>
    public EchoServiceKind Service { get; init; }

    /// <summary>By which of the kernel's interfaces it serves.</summary>
    public EchoEngine Engine { get; init; }

    /// <summary>How its loops wait.</summary>
    public PollMode PollMode { get; init; }

    /// <summary>How many loops, each with a thread; 0 for half as many as there are processors, at least one.</summary>
    public int Workers { get; init; }

    /// <summary>How many established connections may wait to be accepted, listen(2).</summary>
    public int Backlog { get; init; } = RawSocket.DefaultBacklog;

    /// <summary>Whether SO_REUSEADDR is set, so that the port can be bound while earlier connections are still closing.</summary>
    public bool ReuseAddress { get; init; } = true;

    /// <summary>Whether SO_REUSEPORT is set, so that several processes of one user listen at the same port and share its connections.</summary>
    public bool ReusePort { get; init; }

    /// <summary>Whether an IPv6 socket serves IPv6 only, IPV6_V6ONLY; null for the machine's setting, which usually lets IPv4 in too.</summary>
    public bool? IPv6Only { get; init; }

    /// <summary>Whether SO_KEEPALIVE is set on the listener, whose connections inherit it.</summary>
    public bool KeepAlive { get; init; }

    /// <summary>
    /// Whether TCP_NODELAY is set on the listener, whose connections inherit it, tcp(7). What is sent is gathered anyway, so without it only the
    /// rest of a large piece waits, until the peer has acknowledged what came before.
    /// </summary>
    public bool NoDelay { get; init; } = true;

    /// <summary>Whether the file of a Unix socket that nobody has open any more is replaced.</summary>
    public bool ReplaceStale { get; init; }

    /// <summary>Bytes of the receive buffer that all clients of a loop share, and of the most that one client is served per turn.</summary>
    public int BufferSize { get; init; } = 256 * 1024;

    /// <summary>How many clients may be connected at a time; more are closed at once.</summary>
    public int MaxConnections { get; init; } = int.MaxValue;

    /// <summary>How many clients of one internet address may be connected at a time; more are closed at once.</summary>
    public int MaxConnectionsPerAddress { get; init; } = int.MaxValue;

    /// <summary>After how long without a byte either way a client is disconnected, in milliseconds; null for never.</summary>
    public int? IdleTimeout { get; init; }

    /// <summary>How many bytes a second are received from each client; null for no limit.</summary>
    public long? RateLimit { get; init; }

    /// <summary>The only internet addresses that may connect; none for all.</summary>
    public IReadOnlyList<IPNetwork> AllowedAddresses { get; init; } = [];

    /// <summary>Internet addresses that may not connect, even if they are among those allowed.</summary>
    public IReadOnlyList<IPNetwork> DeniedAddresses { get; init; } = [];

    /// <summary>Whether what is received and sent is published as events, to whoever listens.</summary>
    public bool Trace { get; init; }

    /// <summary>How long a stop waits for clients to take the rest of their echo, in milliseconds; -1 without limit.</summary>
    public int DrainTimeout { get; init; } = 5000;

    /// <summary>How many loops that makes on this machine.</summary>
    internal int WorkerCount => Workers > 0 ? Workers : EchoServices.Of(Service).NeedsOneLoop ? 1 : Math.Max(1, Environment.ProcessorCount / 2);

    internal EngineOptions ForEngine() => new()
    {
        PollMode = PollMode,
        BufferSize = BufferSize,
        DrainTimeout = DrainTimeout,
        IdleTimeout = IdleTimeout ?? 0,
        RateLimit = RateLimit ?? 0,
        Traces = Trace,
    };
}
