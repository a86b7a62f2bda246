using System.Net;
using System.Text;
using RawSockets.Engine;

namespace RawSockets.Serving;

/// <summary>How a <see cref="RawServer"/> is set up.</summary>
public sealed record RawServerOptions
{
    /// <summary>Where it listens; loopback and a free port unless said otherwise.</summary>
    public EndPoint EndPoint { get; init; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>A stream socket that listens already, instead of <see cref="EndPoint"/>; it stays open when the server ends.</summary>
    public RawSocket? Listener { get; init; }

    /// <summary>How many established connections may wait to be accepted, listen(2).</summary>
    public int Backlog { get; init; } = RawSocket.DefaultBacklog;

    /// <summary>Whether SO_REUSEADDR is set on an internet socket, so that the port can be bound while earlier connections are still closing.</summary>
    public bool ReuseAddress { get; init; } = true;

    /// <summary>Whether the file of a Unix socket that nobody has open any more is replaced.</summary>
    public bool ReplaceStale { get; init; }

    /// <summary>How what a client sends is cut up.</summary>
    public RawServerFraming Framing { get; init; }

    /// <summary>How text becomes bytes and bytes text.</summary>
    public Encoding Encoding { get; init; } = Encoding.UTF8;

    /// <summary>What is put behind each text that is sent, when lines are framed.</summary>
    public string NewLine { get; init; } = "\n";

    /// <summary>The longest line that is taken, in bytes without its newline, 1 or more.</summary>
    public int MaxLineLength { get; init; } = 1024 * 1024;

    /// <summary>The most that may be queued for a client that does not take it, in bytes, 1 or more; above it the client is cut off.</summary>
    public int MaxPending { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many clients may be connected at once; further ones wait to be accepted.</summary>
    public int MaxConnections { get; init; } = int.MaxValue;

    /// <summary>How many clients of one internet address may be connected at once; more are closed as soon as they are accepted.</summary>
    public int MaxConnectionsPerAddress { get; init; } = int.MaxValue;

    /// <summary>After how long without a byte either way a client is disconnected, in milliseconds, 1 or more; null for never.</summary>
    public int? IdleTimeout { get; init; }

    /// <summary>How many bytes a second are received from each client, 1 or more; null for no limit.</summary>
    public long? RateLimit { get; init; }

    /// <summary>The only internet addresses that may connect; none for all.</summary>
    public IReadOnlyList<IPNetwork> AllowedAddresses { get; init; } = [];

    /// <summary>Internet addresses that may not connect, even if they are among those allowed.</summary>
    public IReadOnlyList<IPNetwork> DeniedAddresses { get; init; } = [];

    /// <summary>How many clients are served in all before the server ends.</summary>
    public long Count { get; init; } = long.MaxValue;

    /// <summary>How long a stop waits for what was received to be handled and for what was queued to be taken, in milliseconds; -1 without limit.</summary>
    public int DrainTimeout { get; init; } = 1000;

    /// <summary>After how long the server stops by itself, in milliseconds; -1 never.</summary>
    public int Timeout { get; init; } = -1;

    internal EngineOptions ForEngine(int bufferSize) => new()
    {
        BufferSize = bufferSize,
        DrainTimeout = DrainTimeout,
        IdleTimeout = IdleTimeout ?? 0,
        RateLimit = RateLimit ?? 0,
    };
}
