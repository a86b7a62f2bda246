using System.Net;

namespace RawSockets.Echo;

/// <summary>How an echo server is set up.</summary>
public sealed record EchoServerOptions
{
    /// <summary>Where it listens; loopback and a free port unless said otherwise.</summary>
    public EndPoint EndPoint { get; init; } = new IPEndPoint(IPAddress.Loopback, 0);

    /// <summary>How many established connections may wait to be accepted, listen(2).</summary>
    public int Backlog { get; init; } = RawSocket.DefaultBacklog;

    /// <summary>Whether SO_REUSEADDR is set, so that the port can be bound while earlier connections are still closing.</summary>
    public bool ReuseAddress { get; init; } = true;

    /// <summary>Bytes of the receive buffer that all clients share, and of the most that one client is served per turn.</summary>
    public int BufferSize { get; init; } = 256 * 1024;

    /// <summary>How long a stop waits for clients to take the rest of their echo, in milliseconds; -1 without limit.</summary>
    public int DrainTimeout { get; init; } = 5000;
}
