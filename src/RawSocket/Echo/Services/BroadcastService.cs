namespace RawSockets.Echo;

/// <summary>
/// What one client sends, all others get, as with a broker. A client that falls too far behind is disconnected, since nobody else is
/// to wait for it and none of it may be left out.
/// </summary>
internal sealed class BroadcastService : Service
{
    /// <summary>How much may wait for a client that does not take it, in bytes.</summary>
    internal const int MostQueued = 4 * 1024 * 1024;

    internal override bool ReceivesWhilePending => true;

    internal override bool SendsToOthers => true;

    internal override void Receive(EventLoop loop, Client client, ReadOnlySpan<byte> data)
    {
        foreach (Client other in loop.Clients)
        {
            if (other == client)
            {
                continue;
            }

            if (other.Queued + data.Length > MostQueued)
            {
                loop.End(other, DisconnectCause.Overrun);
                continue;
            }

            loop.Send(other, data);
        }
    }
}
