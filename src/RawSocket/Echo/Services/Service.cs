namespace RawSockets.Echo;

/// <summary>
/// What a server does with what it receives. A loop calls it on its own thread and knows nothing of what it does; it holds no state of
/// a client itself, since all loops share it.
/// </summary>
internal abstract class Service
{
    /// <summary>Whether it sends without being asked, whenever everything was sent.</summary>
    internal virtual bool Generates => false;

    /// <summary>Whether the peer is received from while it does not take what is sent to it.</summary>
    internal virtual bool ReceivesWhilePending => false;

    /// <summary>Whether a client that has ended its half still gets output.</summary>
    internal virtual bool OutlivesInput => false;

    /// <summary>Whether it sends to other clients than the one that it received from, which then all belong to one loop.</summary>
    internal virtual bool SendsToOthers => false;

    /// <summary>Takes what a client sent; answers by <see cref="EventLoop.Send"/>.</summary>
    internal abstract void Receive(EventLoop loop, Client client, ReadOnlySpan<byte> data);

    /// <summary>Sends more; called whenever all was sent, if it generates.</summary>
    internal virtual void Generate(EventLoop loop, Client client)
    {
    }

    /// <summary>Answers a datagram in the room in which it came.</summary>
    /// <returns>The length of the answer, or -1 for none.</returns>
    internal virtual int Answer(Span<byte> room, int length) => -1;

    internal static Service Of(EchoServiceKind kind) => kind switch
    {
        EchoServiceKind.Discard => new DiscardService(),
        EchoServiceKind.CharacterGenerator => new CharacterGeneratorService(),
        EchoServiceKind.Broadcast => new BroadcastService(),
        _ => new EchoService(),
    };
}
