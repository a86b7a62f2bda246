using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>A client of an echo server as it was at one moment.</summary>
/// <param name="Server">The server.</param>
/// <param name="Id">The session's number, counted from 1 over the server's life.</param>
/// <param name="RemoteEndPoint">The client's address.</param>
/// <param name="LocalEndPoint">Where it came in.</param>
public sealed record EchoSession(EchoServer Server, long Id, EndPoint? RemoteEndPoint, EndPoint? LocalEndPoint)
{
    /// <summary>How long it has been connected.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>How long nothing has been received from it or sent to it.</summary>
    public TimeSpan IdleTime { get; init; }

    /// <summary>Bytes received from it.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes sent to it.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes that wait in the server until the client takes what was sent before.</summary>
    public long BytesQueued { get; init; }

    /// <summary>Whether the client has ended its half of the stream.</summary>
    public bool InputEnded { get; init; }

    internal static EchoSession Of(EchoServer server, Client client, long now) =>
        new(server, client.Id, client.RemoteEndPoint, client.Listener.LocalEndPoint)
        {
            Age = TimeSpan.FromMilliseconds(now - client.ConnectedAt),
            IdleTime = TimeSpan.FromMilliseconds(now - client.LastActive),
            BytesReceived = client.BytesReceived,
            BytesSent = client.BytesSent,
            BytesQueued = client.Queued,
            InputEnded = client.InputEnded,
        };
}
