using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>What all loops of a server share: how it is set up, who may connect, and who listens to its events.</summary>
internal sealed class ServerContext(EchoServerOptions options, EventHub events)
{
    private long _lastId;
    private long _rejected;
    private long _dropped;

    internal EchoServerOptions Options { get; } = options;

    internal EventHub Events { get; } = events;

    internal Service Service { get; } = Service.Of(options.Service);

    internal ConnectionGate Gate { get; } = new(
        options.MaxConnections, options.MaxConnectionsPerAddress, new AddressFilter(options.AllowedAddresses, options.DeniedAddresses));

    /// <summary>What data goes in and out is published too.</summary>
    internal bool Traces { get; } = options.Trace;

    internal long RateLimit { get; } = options.RateLimit ?? 0;

    /// <summary>In milliseconds; 0 for none.</summary>
    internal int IdleTimeout { get; } = options.IdleTimeout ?? 0;

    internal long Rejected => Volatile.Read(ref _rejected);

    /// <summary>Datagrams whose answer could not be sent.</summary>
    internal long Dropped => Volatile.Read(ref _dropped);

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void Reject(Accepted accepted, RejectionReason reason)
    {
        _ = Sys.Close(accepted.Descriptor);
        Interlocked.Increment(ref _rejected);
        if (Events.IsWatched)
        {
            Events.Publish(new EchoServerEvent(EchoServerEventKind.Rejected, DateTimeOffset.Now, accepted.Listener.LocalEndPoint)
            {
                RemoteEndPoint = accepted.From,
                Rejection = reason,
            });
        }
    }
}
