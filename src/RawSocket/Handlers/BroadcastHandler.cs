using RawSockets.Engine;

namespace RawSockets.Handlers;

/// <summary>
/// What one client sends, all others get, as with a broker. A client that falls too far behind is disconnected, since nobody else is
/// to wait for it and none of it may be left out.
/// </summary>
internal sealed class BroadcastHandler : ConnectionHandler
{
    /// <summary>How much may wait for a client that does not take it, in bytes.</summary>
    internal const int MostQueued = 4 * 1024 * 1024;

    internal override bool ReceivesWhilePending => true;

    internal override void Received(Connection connection, ReadOnlySpan<byte> data)
    {
        foreach (Connection other in connection.OfLoop)
        {
            if (other == connection)
            {
                continue;
            }

            if (other.Queued + data.Length > MostQueued)
            {
                other.Abort(DisconnectCause.Overrun);
                continue;
            }

            other.Send(data);
        }
    }
}

/// <summary>The service of <see cref="BroadcastHandler"/>.</summary>
internal sealed class BroadcastService : Service
{
    private readonly BroadcastHandler _handler = new();

    internal override bool NeedsOneLoop => true;

    internal override ConnectionHandler HandlerFor(Connection connection) => _handler;
}
