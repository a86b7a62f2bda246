using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>What kind of thing happened at an echo server.</summary>
public enum EchoServerEventKind
{
    /// <summary>It listens.</summary>
    Started,

    /// <summary>A client connected.</summary>
    Connected,

    /// <summary>A client's session ended.</summary>
    Disconnected,

    /// <summary>A connection could not be accepted; the server goes on.</summary>
    AcceptFailed,

    /// <summary>A connection was closed as soon as it was accepted, because of a limit or its address.</summary>
    Rejected,

    /// <summary>Bytes were received from a client, or sent to it; only with tracing.</summary>
    Data,

    /// <summary>It ended.</summary>
    Stopped,

    /// <summary>Events were dropped because nobody took them in time.</summary>
    EventsLost,

    /// <summary>Clients came and went faster than they are told one by one: how many there were besides.</summary>
    Summary,
}

/// <summary>One thing that happened at an echo server.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="LocalEndPoint">Where the server listens.</param>
public record EchoServerEvent(EchoServerEventKind Event, DateTimeOffset Time, EndPoint? LocalEndPoint)
{
    /// <summary>The client, where the event is about one.</summary>
    public EndPoint? RemoteEndPoint { get; init; }

    /// <summary>The number of the client's session, counted from 1 over the server's life; 0 where the event is about none.</summary>
    public long SessionId { get; init; }

    /// <summary>How long the session lasted, once it ended.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why a connection was rejected.</summary>
    public RejectionReason? Rejection { get; init; }

    /// <summary>Bytes received from the client, by those of a summary, or by the server as a whole once it stopped.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes sent to the client, to those of a summary, or by the server as a whole once it stopped.</summary>
    public long BytesSent { get; init; }

    /// <summary>Why a client's session ended.</summary>
    public DisconnectCause? Cause { get; init; }

    /// <summary>The error of a failed session or accept, or the server's fault.</summary>
    public Exception? Error { get; init; }

    /// <summary>How many clients connected, in a summary.</summary>
    public long ConnectedCount { get; init; }

    /// <summary>How many clients' sessions ended, in a summary.</summary>
    public long DisconnectedCount { get; init; }

    /// <summary>How many connections were rejected, in a summary.</summary>
    public long RejectedCount { get; init; }

    /// <summary>How many events were dropped, in an event of that kind.</summary>
    public long Lost { get; init; }
}
