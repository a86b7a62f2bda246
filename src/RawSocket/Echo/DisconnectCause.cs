namespace RawSockets.Echo;

/// <summary>Why a client's session ended.</summary>
public enum DisconnectCause
{
    /// <summary>The client closed or shut down its sending half, and all of its echo was sent.</summary>
    EndOfStream,

    /// <summary>The connection failed, such as by a reset; the error says how.</summary>
    Error,

    /// <summary>The server stopped; all that had been received was echoed.</summary>
    ServerStopped,

    /// <summary>The server stopped, and the client did not take its echo before the drain timeout.</summary>
    DrainTimeout,
}
