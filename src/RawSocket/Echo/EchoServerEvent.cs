using System.Net;

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

    /// <summary>It ended.</summary>
    Stopped,

    /// <summary>Events were dropped because nobody took them in time.</summary>
    EventsLost,
}

/// <summary>One thing that happened at an echo server.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="LocalEndPoint">Where the server listens.</param>
public sealed record EchoServerEvent(EchoServerEventKind Event, DateTimeOffset Time, EndPoint? LocalEndPoint)
{
    /// <summary>The client, where the event is about one.</summary>
    public EndPoint? RemoteEndPoint { get; init; }

    /// <summary>Bytes received from the client, or by the server as a whole once it stopped.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes sent to the client, or by the server as a whole once it stopped.</summary>
    public long BytesSent { get; init; }

    /// <summary>Why a client's session ended.</summary>
    public DisconnectCause? Cause { get; init; }

    /// <summary>The error of a failed session or accept, or the server's fault.</summary>
    public Exception? Error { get; init; }

    /// <summary>How many events were dropped, in an event of that kind.</summary>
    public long Lost { get; init; }
}
