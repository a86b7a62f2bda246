namespace RawSockets.Engine;

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

    /// <summary>Nothing was received from the client or sent to it for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>The client did not take what others broadcast to it, and too much was waiting.</summary>
    Overrun,

    /// <summary>The service had nothing more to send.</summary>
    Answered,

    /// <summary>Somebody asked for it, as Stop-EchoSession does.</summary>
    Disconnected,
}
