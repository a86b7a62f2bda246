namespace RawSockets.Echo;

/// <summary>RFC 863: what comes in is thrown away.</summary>
internal sealed class DiscardService : Service
{
    internal override void Receive(EventLoop loop, Client client, ReadOnlySpan<byte> data)
    {
    }
}
