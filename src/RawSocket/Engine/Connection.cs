namespace RawSockets.Engine;

/// <summary>A connection as its handler sees it: the verbs, to be used on the loop's own thread.</summary>
/// <param name="Loop">The loop that serves it.</param>
/// <param name="Client">What the loop knows of it.</param>
internal readonly record struct Connection(EventLoop Loop, Client Client)
{
    /// <summary>The connections of the same loop, this one among them.</summary>
    internal IEnumerable<Connection> OfLoop
    {
        get
        {
            EventLoop loop = Loop;
            return loop.Clients.Select(client => new Connection(loop, client));
        }
    }

    /// <summary>Bytes that wait until the peer takes what was sent before.</summary>
    internal int Queued => Client.Queued;

    /// <summary>Notes that bytes moved: from now on it is not idle.</summary>
    internal void Touch() => Client.Active(Loop.Now);

    /// <summary>Sends, or keeps what the kernel does not take, in order. The data may be used again afterwards.</summary>
    internal void Send(ReadOnlySpan<byte> data) => Loop.Send(Client, data);

    /// <summary>Has the kernel take of what is queued what it can now, for a handler that is called outside of its loop's turn.</summary>
    internal void Flush() => Loop.Flush(Client);

    /// <summary>Has <see cref="ConnectionHandler.Writable"/> called once a turn, whenever everything was sent.</summary>
    internal void WantWritable() => Loop.Mark(Client, ClientFlags.WantsWritable);

    /// <summary>Receives nothing more until <see cref="ResumeReceiving"/>; what the peer sends meanwhile fills its own buffers.</summary>
    internal void PauseReceiving() => Loop.Pause(Client);

    /// <summary>Receives again.</summary>
    internal void ResumeReceiving() => Loop.Unmark(Client, ClientFlags.Paused);

    /// <summary>Closes the connection as soon as all that was accepted for sending is sent; nothing more is received.</summary>
    internal void CloseWhenSent(DisconnectCause cause) => Loop.EndWhenSent(Client, cause);

    /// <summary>Closes the connection at once; what is queued is lost.</summary>
    internal void Abort(DisconnectCause cause) => Loop.End(Client, cause);
}
