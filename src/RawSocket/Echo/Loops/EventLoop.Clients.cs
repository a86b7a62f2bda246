namespace RawSockets.Echo;

/// <content>Clients: how they come, what they send, how they end</content>
internal abstract partial class EventLoop
{
    /// <summary>Ends a client's session and closes its descriptor.</summary>
    internal void End(Client client, DisconnectCause cause, Exception? error = null)
    {
        Close(client);
        client.Extra?.Pending?.Clear();
        if (Context.Events.IsWatched)
        {
            Context.Events.Publish(new EchoServerEvent(EchoServerEventKind.Disconnected, DateTimeOffset.Now, client.Listener.LocalEndPoint)
            {
                RemoteEndPoint = client.RemoteEndPoint,
                SessionId = client.Id,
                BytesReceived = client.BytesReceived,
                BytesSent = client.BytesSent,
                Duration = TimeSpan.FromMilliseconds(Now - client.ConnectedAt),
                Cause = cause,
                Error = error,
            });
        }

        EchoMetrics.SessionEnded(Now - client.ConnectedAt, client.Listener.LocalEndPoint, cause);
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

    /// <summary>Ends a client's session because a call for it failed.</summary>
    private protected void Fail(Client client, string systemCall, int result) =>
        End(client, DisconnectCause.Error, RawSocketException.FromResult(systemCall, result, client.RemoteEndPoint));

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
            Trace(client, EchoDirection.Received, data);
        }

        Service.Receive(this, client, data);
    }

    /// <summary>What the kernel has taken for a client.</summary>
    private protected void Sent(Client client, ReadOnlySpan<byte> data)
    {
        CountSent(client, data.Length);
        if (Context.Traces)
        {
            Trace(client, EchoDirection.Sent, data);
        }
    }

    /// <summary>Counts what the kernel has taken for a client; less than nothing takes back what was counted too early.</summary>
    private protected void CountSent(Client client, int count)
    {
        client.BytesSent += count;
        client.Active(Now);
        Volatile.Write(ref _bytesSent, _bytesSent + count);
    }

    /// <summary>A client sends no more. Its session ends when all was sent to it, unless the service goes on.</summary>
    private protected void InputEnded(Client client)
    {
        client.Flags |= ClientFlags.InputEnded;
        if (!client.HasPending && !Service.OutlivesInput)
        {
            End(client, DisconnectCause.EndOfStream);
        }
        else
        {
            Update(client);
        }
    }

    /// <summary>All that was accepted for sending is sent.</summary>
    private protected void OutputDone(Client client)
    {
        if (client.InputEnded && !Service.OutlivesInput)
        {
            End(client, DisconnectCause.EndOfStream);
        }
        else
        {
            Update(client);
        }
    }

    private protected bool WantsInput(Client client) =>
        (client.Flags & (ClientFlags.InputEnded | ClientFlags.Throttled)) == 0 && (!client.HasPending || Service.ReceivesWhilePending);

    private protected bool WantsToGenerate(Client client) => Service.Generates && !Draining && (client.Flags & ClientFlags.SendEnded) == 0;

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
        if (Context.Events.IsWatched)
        {
            Context.Events.Publish(new EchoServerEvent(EchoServerEventKind.Connected, DateTimeOffset.Now, client.Listener.LocalEndPoint)
            {
                RemoteEndPoint = client.RemoteEndPoint,
                SessionId = client.Id,
            });
        }

        if (Context.RateLimit > 0)
        {
            client.More().Rate = new RateAllowance(Context.RateLimit, Now);
        }

        if (Draining)
        {
            NoteOwed(client);
        }

        Begin(client);
    }

    private void Trace(Client client, EchoDirection direction, ReadOnlySpan<byte> data)
    {
        if (Context.Events.IsWatched)
        {
            Context.Events.Publish(new EchoDataEvent(DateTimeOffset.Now, client.Listener.LocalEndPoint, direction, data.ToArray())
            {
                RemoteEndPoint = client.RemoteEndPoint,
                SessionId = client.Id,
            });
        }
    }
}
