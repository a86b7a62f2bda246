using RawSockets.Engine;

namespace RawSockets.Handlers;

/// <summary>RFC 862: what comes in goes out.</summary>
internal sealed class EchoHandler : ConnectionHandler
{
    internal override void Received(Connection connection, ReadOnlySpan<byte> data) => connection.Send(data);
}

/// <summary>The service of <see cref="EchoHandler"/>.</summary>
internal sealed class EchoService : Service
{
    private readonly EchoHandler _handler = new();

    internal override ConnectionHandler HandlerFor(Connection connection) => _handler;

    internal override int Answer(Span<byte> room, int length) => length;
}
