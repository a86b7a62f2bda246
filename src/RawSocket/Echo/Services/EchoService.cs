namespace RawSockets.Echo;

/// <summary>RFC 862: what comes in goes out.</summary>
internal sealed class EchoService : Service
{
    internal override void Receive(EventLoop loop, Client client, ReadOnlySpan<byte> data) => loop.Send(client, data);

    internal override int Answer(Span<byte> room, int length) => length;
}
