namespace RawSockets.Engine;

/// <summary>What a server does: it has a handler for each connection, and answers datagrams, which have none. All loops share it.</summary>
internal abstract class Service
{
    /// <summary>Whether its handlers send to each other's connections, which then all belong to one loop.</summary>
    internal virtual bool NeedsOneLoop => false;

    /// <summary>
    /// The handler of a new connection. One that keeps no state may be the same for all, which costs a connection nothing; whether it is the
    /// same is the service's own affair.
    /// </summary>
    internal abstract ConnectionHandler HandlerFor(Connection connection);

    /// <summary>Answers a datagram in the room in which it came.</summary>
    /// <returns>The length of the answer, or -1 for none.</returns>
    internal virtual int Answer(Span<byte> room, int length) => -1;
}
