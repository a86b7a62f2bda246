using System.Net;
using RawSockets.Engine;

namespace RawSockets.Echo;

/// <summary>Makes events and metrics of what happens in an engine.</summary>
internal sealed class EchoObserver(EventHub events) : IEngineObserver
{
    public bool WantsData => events.IsWatched;

    public void Opened(Client client) =>
        events.Publish(EchoServerEventKind.Connected, client, static client => Of(EchoServerEventKind.Connected, client));

    public void Closed(Client client, TimeSpan duration, DisconnectCause cause, Exception? error)
    {
        EchoMetrics.SessionEnded(duration, client.Listener.LocalEndPoint, cause);
        events.Publish(
            EchoServerEventKind.Disconnected,
            (client, duration, cause, error),
            static about => Of(EchoServerEventKind.Disconnected, about.client) with
            {
                BytesReceived = about.client.BytesReceived,
                BytesSent = about.client.BytesSent,
                Duration = about.duration,
                Cause = about.cause,
                Error = about.error,
            },
            client.BytesReceived,
            client.BytesSent);
    }

    public void Rejected(Accepted accepted, RejectionReason reason) => events.Publish(
        EchoServerEventKind.Rejected,
        (accepted, reason),
        static about => new EchoServerEvent(EchoServerEventKind.Rejected, DateTimeOffset.Now, about.accepted.Listener.LocalEndPoint)
        {
            RemoteEndPoint = about.accepted.From,
            Rejection = about.reason,
        });

    public void AcceptFailed(Listener listener, RawSocketException error) =>
        events.Publish(new EchoServerEvent(EchoServerEventKind.AcceptFailed, DateTimeOffset.Now, listener.LocalEndPoint) { Error = error });

    public void Moved(Client client, bool received, ReadOnlySpan<byte> data)
    {
        if (events.IsWatched)
        {
            events.Publish(Data(client.Listener.LocalEndPoint, received, data) with { RemoteEndPoint = client.RemoteEndPoint, SessionId = client.Id });
        }
    }

    public void Moved(EndPoint? local, EndPoint? remote, bool received, ReadOnlySpan<byte> data) =>
        events.Publish(Data(local, received, data) with { RemoteEndPoint = remote });

    private static EchoServerEvent Of(EchoServerEventKind kind, Client client) =>
        new(kind, DateTimeOffset.Now, client.Listener.LocalEndPoint) { RemoteEndPoint = client.RemoteEndPoint, SessionId = client.Id };

    private static EchoDataEvent Data(EndPoint? local, bool received, ReadOnlySpan<byte> data) =>
        new(DateTimeOffset.Now, local, received ? EchoDirection.Received : EchoDirection.Sent, data.ToArray());
}
