namespace RawSockets.Serving;

/// <summary>Why a connection of a <see cref="RawServer"/> ended.</summary>
public enum RawServerDisconnectCause
{
    /// <summary>The client closed or shut down its sending half; all it had sent was handled, and all answers were sent.</summary>
    EndOfStream,

    /// <summary>The handler closed it.</summary>
    Closed,

    /// <summary>The handler failed; the error says how.</summary>
    HandlerError,

    /// <summary>The client sent a line that is longer than allowed.</summary>
    LineTooLong,

    /// <summary>The client did not take what was sent to it, and too much had been queued.</summary>
    TooMuchPending,

    /// <summary>Nothing was received from the client or sent to it for the idle timeout.</summary>
    IdleTimeout,

    /// <summary>The connection failed, such as by a reset; the error says how.</summary>
    Error,

    /// <summary>The server stopped; all that was queued was sent.</summary>
    ServerStopped,

    /// <summary>The server stopped, and the connection was not done before the drain timeout.</summary>
    DrainTimeout,
}
