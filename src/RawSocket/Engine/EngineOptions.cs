namespace RawSockets.Engine;

/// <summary>How loops are set up.</summary>
internal sealed record EngineOptions
{
    internal PollMode PollMode { get; init; }

    /// <summary>Bytes of the receive buffer that all clients of a loop share.</summary>
    internal int BufferSize { get; init; } = 256 * 1024;

    /// <summary>How long a stop waits for clients, in milliseconds; -1 without limit.</summary>
    internal int DrainTimeout { get; init; }

    /// <summary>After how long without a byte a client is disconnected, in milliseconds; 0 for never.</summary>
    internal int IdleTimeout { get; init; }

    /// <summary>Bytes a second that are received from each client; 0 for no limit.</summary>
    internal long RateLimit { get; init; }

    /// <summary>Whether what goes in and out is shown to the observer.</summary>
    internal bool Traces { get; init; }
}
