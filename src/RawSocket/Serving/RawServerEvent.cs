using System.Net;
using RawSockets.Engine;

namespace RawSockets.Serving;

/// <summary>What kind of thing happened at a <see cref="RawServer"/>.</summary>
public enum RawServerEventKind
{
    /// <summary>It listens.</summary>
    Started,

    /// <summary>A client connected.</summary>
    Connected,

    /// <summary>A connection ended.</summary>
    Disconnected,

    /// <summary>A connection was closed as soon as it was accepted.</summary>
    Rejected,

    /// <summary>A connection could not be accepted; the server goes on.</summary>
    AcceptFailed,

    /// <summary>It ended.</summary>
    Stopped,
}

/// <summary>One thing that happened at a <see cref="RawServer"/>.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Time">When, by this machine's clock.</param>
/// <param name="LocalEndPoint">Where the server listens.</param>
public sealed record RawServerEvent(RawServerEventKind Event, DateTimeOffset Time, EndPoint? LocalEndPoint)
{
    /// <summary>The connection, where the event is about one.</summary>
    public RawServerConnection? Connection { get; init; }

    /// <summary>The client, where the event is about one; null for a Unix client without a name.</summary>
    public EndPoint? RemoteEndPoint { get => field ?? Connection?.RemoteEndPoint; init; }

    /// <summary>Why a connection was closed as soon as it was accepted.</summary>
    public RejectionReason? Rejection { get; init; }

    /// <summary>Bytes received from the client, or by the server as a whole once it stopped.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes sent to the client, or by the server as a whole once it stopped.</summary>
    public long BytesSent { get; init; }

    /// <summary>Why the connection ended.</summary>
    public RawServerDisconnectCause? Cause { get; init; }

    /// <summary>The error of a failed connection or accept.</summary>
    public Exception? Error { get; init; }
}
