namespace RawSockets.Engine;

/// <content>Clients: how they come, what they send, how they end</content>
internal abstract partial class EventLoop
{
    // Most services have one handler for all connections; it is kept once.
    private ConnectionHandler? _handler;

    /// <summary>Ends a client's session and closes its descriptor.</summary>
    internal void End(Client client, DisconnectCause cause, Exception? error = null)
    {
        Close(client);
        client.Extra?.Pending?.Clear();
        HandlerOf(client).Closed(new Connection(this, client), cause, error);
        Context.Observer.Closed(client, TimeSpan.FromMilliseconds(Now - client.ConnectedAt), cause, error);
        CountOutcome(cause);
        Context.Gate.Release(client.Peer);
        _clients.Remove(client);
        Volatile.Write(ref _connectionCount, _clients.Count);
        Interlocked.Decrement(ref _load);
        if (_acceptingPaused)
        {
            HurryAccepting();
        }
    }

    /// <summary>Receives nothing more for a while.</summary>
    internal virtual void Pause(Client client) => Mark(client, ClientFlags.Paused);

    internal void Mark(Client client, ClientFlags flag)
    {
        client.Flags |= flag;
        Update(client);
    }

    internal void Unmark(Client client, ClientFlags flag)
    {
        client.Flags &= ~flag;
        Update(client);
    }

    /// <summary>Ends a client's session because a call for it failed.</summary>
    private protected void Fail(Client client, string systemCall, int result) =>
        End(client, DisconnectCause.Error, RawSocketException.FromResult(systemCall, result, client.RemoteEndPoint));

    /// <summary>As <see cref="Fail"/>, for a send: what the peer had sent before is still to be had.</summary>
    private protected void FailSend(Client client, int result)
    {
        if (HandlerOf(client).WantsRestAfterFailure && (client.Flags & ClientFlags.SendEnded) == 0)
        {
            client.Flags |= ClientFlags.SendEnded;
            while (client.IsOpen && !client.InputEnded && ReceiveOwed(client, int.MaxValue))
            {
            }
        }

        if (client.IsOpen)
        {
            Fail(client, "send", result);
        }
    }

    /// <summary>Lets a connection in, or closes it, and gives it to the loop that has the fewest.</summary>
    private protected void Take(Accepted accepted)
    {
        if (Context.Gate.TryEnter(accepted.Peer) is { } reason)
        {
            Context.Reject(accepted, reason);
        }
        else if (_group.LeastLoaded() is var other && (other == this || !other.TryHandOver(accepted)))
        {
            Interlocked.Increment(ref _load);
            Admit(accepted);
        }
    }

    /// <summary>What has been received from a client, once; the client may have ended afterwards.</summary>
    private protected void Received(Client client, ReadOnlySpan<byte> data)
    {
        client.BytesReceived += data.Length;
        client.Active(Now);
        Volatile.Write(ref _bytesReceived, _bytesReceived + data.Length);
        if (Context.Traces)
        {
            Context.Observer.Moved(client, received: true, data);
        }

        if (!client.IsClosing)
        {
            HandlerOf(client).Received(new Connection(this, client), data);
        }
    }

    /// <summary>What the kernel has taken for a client.</summary>
    private protected void Sent(Client client, ReadOnlySpan<byte> data)
    {
        CountSent(client, data.Length);
        if (Context.Traces)
        {
            Context.Observer.Moved(client, received: false, data);
        }
    }

    /// <summary>Counts what the kernel has taken for a client; less than nothing takes back what was counted too early.</summary>
    private protected void CountSent(Client client, int count)
    {
        client.BytesSent += count;
        client.Active(Now);
        Volatile.Write(ref _bytesSent, _bytesSent + count);
    }

    /// <summary>A client sends no more.</summary>
    private protected void InputEnded(Client client)
    {
        client.Flags |= ClientFlags.InputEnded;
        if (client.IsClosing)
        {
            CloseIfSent(client);
            return;
        }

        HandlerOf(client).InputEnded(new Connection(this, client));
        if (client.IsOpen)
        {
            Update(client);
        }
    }

    /// <summary>All that was accepted for sending is sent.</summary>
    private protected void OutputDone(Client client)
    {
        if (client.IsClosing)
        {
            CloseIfSent(client);
            return;
        }

        HandlerOf(client).OutputSent(new Connection(this, client));
        if (client.IsOpen)
        {
            Update(client);
        }
    }

    private protected ConnectionHandler HandlerOf(Client client) => client.Extra?.Handler ?? _handler!;

    private protected bool WantsInput(Client client) =>
        (client.Flags & (ClientFlags.InputEnded | ClientFlags.Throttled | ClientFlags.Paused)) == 0
        && (!client.HasPending || HandlerOf(client).ReceivesWhilePending);

    private protected bool WantsToGenerate(Client client) =>
        (client.Flags & (ClientFlags.WantsWritable | ClientFlags.SendEnded | ClientFlags.Closing)) == ClientFlags.WantsWritable && !Draining;

    private protected void CountDatagrams(long received, long sent)
    {
        Volatile.Write(ref _bytesReceived, _bytesReceived + received);
        Volatile.Write(ref _bytesSent, _bytesSent + sent);
    }

    private void Admit(Accepted accepted)
    {
        Client client = _clients.Add(accepted, Context.NextId(), Now);
        Volatile.Write(ref _connectionCount, _clients.Count);
        Volatile.Write(ref _totalConnections, _totalConnections + 1);
        Context.Observer.Opened(client);
        if (Context.RateLimit > 0)
        {
            client.More().Rate = new RateAllowance(Context.RateLimit, Now);
        }

        ConnectionHandler handler = Context.Service.HandlerFor(new Connection(this, client));
        _handler ??= handler;
        if (handler != _handler)
        {
            client.More().Handler = handler;
        }

        if (Draining)
        {
            NoteOwed(client);
        }

        if (Begin(client))
        {
            handler.Opened(new Connection(this, client));
            if (client.IsOpen && !Draining)
            {
                LookAtFirst(client);
            }
        }
    }
}
