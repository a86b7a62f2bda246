using System.Net;

namespace RawSockets.Diagnostics.Watching;

/// <summary>A socket's change from one state to another, as far as it was seen.</summary>
public sealed record SocketTransition
{
    /// <summary>When it happened; for a change seen by polling, when the later snapshot was taken.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// For a change seen by polling, when the earlier snapshot was taken: the change was between the two, and there may have been
    /// others. Null when the moment is known.
    /// </summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>
    /// The state before. For a notification of a destroyed socket it is the last one that was seen. Null when it is not known, and for
    /// sockets without connections that were not there before.
    /// </summary>
    public required TcpState? OldState { get; init; }

    /// <summary>The state after; a TCP socket that is gone is Closed, any other null.</summary>
    public required TcpState? NewState { get; init; }

    /// <summary>What it was seen by: Trace, Destroy or Poll.</summary>
    public required WatchSource Source { get; init; }

    /// <summary>The socket as it was last seen.</summary>
    public required SocketState Socket { get; init; }

    /// <summary>
    /// The process that caused the change, where a process did, or else one that has the socket open; null where neither is known, as
    /// for a connection that was not accepted yet.
    /// </summary>
    public int? ProcessId { get; init; }

    /// <summary>Its name.</summary>
    public string? ProcessName { get; init; }

    /// <summary>Whether the moment is known, and no other change was missed in between.</summary>
    public bool IsExact => Earliest is null;

    /// <summary>The protocol.</summary>
    public SocketProtocol Protocol => Socket.Protocol;

    /// <summary>This side's address and port. The port is 0 while a connecting socket has none yet.</summary>
    public EndPoint? LocalEndPoint => Socket.LocalEndPoint;

    /// <summary>The peer's address and port.</summary>
    public EndPoint? RemoteEndPoint => Socket.RemoteEndPoint;

    /// <summary>Gives protocol, addresses and states.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Protocol} {LocalEndPoint} {RemoteEndPoint} {OldState?.ToString() ?? "-"} -> {NewState?.ToString() ?? "-"}";
}
