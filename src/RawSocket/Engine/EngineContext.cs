using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>What all loops of a server share: how they are set up, what they do, who may connect, and who watches.</summary>
internal sealed class EngineContext(EngineOptions options, Service service, ConnectionGate gate, IEngineObserver observer)
{
    private long _lastId;
    private long _rejected;
    private long _dropped;

    internal EngineOptions Options { get; } = options;

    internal Service Service { get; } = service;

    internal ConnectionGate Gate { get; } = gate;

    internal IEngineObserver Observer { get; } = observer;

    internal bool Traces { get; } = options.Traces;

    internal long RateLimit { get; } = options.RateLimit;

    internal int IdleTimeout { get; } = options.IdleTimeout;

    /// <summary>Connections that were closed as soon as they were accepted.</summary>
    internal long Rejected => Volatile.Read(ref _rejected);

    /// <summary>Datagrams whose answer could not be sent.</summary>
    internal long Dropped => Volatile.Read(ref _dropped);

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    internal long NextId() => Interlocked.Increment(ref _lastId);

    internal void Reject(Accepted accepted, RejectionReason reason)
    {
        _ = Sys.Close(accepted.Descriptor);
        Interlocked.Increment(ref _rejected);
        Observer.Rejected(accepted, reason);
    }
}
