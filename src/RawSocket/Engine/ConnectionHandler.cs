namespace RawSockets.Engine;

/// <summary>
/// What is done with one connection. Its loop calls it, always on the loop's own thread; it answers by the verbs of <see cref="Connection"/>
/// and knows nothing of epoll(7) or io_uring(7).
/// </summary>
internal abstract class ConnectionHandler
{
    /// <summary>Whether the peer is received from while it does not take what is sent to it. Without it, it is made to wait.</summary>
    internal virtual bool ReceivesWhilePending => false;

    /// <summary>Whether what the peer had sent counts even when nothing can be sent to it any more; for a loop over epoll(7).</summary>
    internal virtual bool WantsRestAfterFailure => false;

    /// <summary>The connection stands.</summary>
    internal virtual void Opened(Connection connection)
    {
    }

    /// <summary>The peer has sent this; the memory is the loop's and is used again afterwards.</summary>
    internal abstract void Received(Connection connection, ReadOnlySpan<byte> data);

    /// <summary>All was sent; called once a turn after <see cref="Connection.WantWritable"/>.</summary>
    internal virtual void Writable(Connection connection)
    {
    }

    /// <summary>All is sent of what the kernel had not taken at once.</summary>
    internal virtual void OutputSent(Connection connection)
    {
    }

    /// <summary>The peer sends no more. Usually that ends the connection, when all was sent to it.</summary>
    internal virtual void InputEnded(Connection connection) => connection.CloseWhenSent(DisconnectCause.EndOfStream);

    /// <summary>The connection is gone. Its numbers can still be read.</summary>
    internal virtual void Closed(Connection connection, DisconnectCause cause, Exception? error)
    {
    }
}
