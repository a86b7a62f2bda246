using RawSockets.Engine;

namespace RawSockets.Handlers;

/// <summary>RFC 863: what comes in is thrown away.</summary>
internal sealed class DiscardHandler : ConnectionHandler
{
    internal override void Received(Connection connection, ReadOnlySpan<byte> data)
    {
    }
}

/// <summary>The service of <see cref="DiscardHandler"/>.</summary>
internal sealed class DiscardService : Service
{
    private readonly DiscardHandler _handler = new();

    internal override ConnectionHandler HandlerFor(Connection connection) => _handler;
}
