using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>The graceful stop</content>
internal abstract partial class EventLoop
{
    private const int AcknowledgementLook = 5;
    private readonly Lock _stopLock = new();
    private Deadline _stopBy = Deadline.None;
    private volatile bool _stopRequested;
    private bool _wakeGone;
    private long _drained;
    private long _timedOut;

    /// <summary>Clients that got all that they were owed when the server stopped.</summary>
    internal long DrainedConnections => Volatile.Read(ref _drained);

    /// <summary>Clients that had not taken it when the drain timeout came.</summary>
    internal long TimedOutConnections => Volatile.Read(ref _timedOut);

    private protected bool StopRequested => _stopRequested;

    private protected bool Draining { get; private set; }

    /// <summary>Asks the loop to serve its clients to their end; a later call can only shorten the time.</summary>
    internal void RequestStop(int drainTimeout)
    {
        Deadline deadline = Deadline.After(drainTimeout);
        lock (_stopLock)
        {
            if (_wakeGone)
            {
                return;
            }

            if (!_stopRequested || deadline.IsEarlierThan(_stopBy))
            {
                _stopBy = deadline;
            }

            _stopRequested = true;
            Wake.Set();
        }
    }

    /// <summary>Accepts one batch.</summary>
    /// <returns>Whether there may be more.</returns>
    private protected abstract bool AcceptBatch(Listener listener);

    /// <summary>Receives once what a client is owed an answer to.</summary>
    /// <returns>Whether anything was received.</returns>
    private protected abstract bool ReceiveOwed(Client client, int most);

    /// <summary>Receives once and throws it away.</summary>
    /// <returns>The bytes received, 0 at the end of the stream, or the negated error number.</returns>
    private protected abstract int Discard(Client client);

    /// <summary>
    /// Clients whose connection the kernel had completed are taken too: to them the server had answered. What has arrived by now
    /// is answered; whatever a client goes on to send is dropped, or one that never pauses would keep the server from its end.
    /// </summary>
    private void BeginDrain()
    {
        Draining = true;
        Quiet();
        foreach (Client client in _clients.All())
        {
            NoteOwed(client);
        }

        Listeners.ToList().ForEach(CloseListener);
        DatagramPorts.ForEach(static port => port.Finish());
    }

    private bool DrainStep(int longest)
    {
        ReadClock();
        bool progress = DrainTurn();
        if (_clients.Count == 0)
        {
            if (TryCloseInbox())
            {
                return false;
            }

            EmptyInbox();
            return true;
        }

        Deadline stopBy = CurrentStopBy();
        if (stopBy.HasPassed)
        {
            GiveUp();
            return false;
        }

        Turn(progress ? 0 : Shorter(longest, NextLook(stopBy)));
        return true;
    }

    private void CloseListener(Listener listener)
    {
        if (listener.IsOwned && IsWatched(listener))
        {
            while (AcceptBatch(listener) && !CurrentStopBy().HasPassed)
            {
            }
        }

        if (Listeners.Contains(listener) && IsWatched(listener))
        {
            Watch(listener, accepts: false);
        }

        listener.Close();
    }

    private static void NoteOwed(Client client)
    {
        int owed = (client.Flags & (ClientFlags.WantsWritable | ClientFlags.Closing)) != 0 ? 0 : Sys.Unread(client.Descriptor);
        if (owed > 0)
        {
            client.More().Owed = owed;
        }
    }

    /// <returns>Whether there may be more to do at once.</returns>
    private bool DrainTurn()
    {
        bool progress = false;
        bool someOwed = Context.Service.NeedsOneLoop && _clients.All().Any(static client => client.Extra?.Owed > 0);
        foreach (Client client in _clients.All())
        {
            if (client.HasPending || (client.Flags & ClientFlags.Paused) != 0)
            {
                // Its handler has still to do with what came before.
                continue;
            }

            if (client.Extra is { Owed: > 0 } extra)
            {
                long before = client.BytesReceived;
                bool received = ReceiveOwed(client, extra.Owed);
                extra.Owed = received ? extra.Owed - (int)(client.BytesReceived - before) : 0;
                progress = true;
            }
            else if (!someOwed)
            {
                progress |= Finish(client);
            }
        }

        return progress;
    }

    /// <summary>
    /// Closing a connection on which more has arrived resets it, and a reset destroys what the client's kernel has not taken yet.
    /// So the stream is ended first, and closed when all of it is acknowledged or the client has ended it too.
    /// </summary>
    private bool Finish(Client client)
    {
        if ((client.Flags & ClientFlags.SendEnded) == 0)
        {
            client.Flags |= ClientFlags.SendEnded;
            _ = Sys.Shutdown(client.Descriptor, (int)ShutdownDirection.Send);
        }

        int dropped = Discard(client);
        if (dropped < 0 && dropped != -Errno.Numbers.EAGAIN)
        {
            Fail(client, "recv", dropped);
            return false;
        }

        if (dropped == 0 || Sys.Unacknowledged(client.Descriptor) <= 0)
        {
            End(client, client.IsClosing ? CauseOf(client) : DisconnectCause.ServerStopped);
            return false;
        }

        return dropped > 0;
    }

    // Nothing tells that the peer has acknowledged all, so while any client has to, it is looked after.
    private int NextLook(Deadline stopBy)
    {
        int left = stopBy.RemainingMilliseconds;
        bool someoneFinishes = _clients.All().Any(static client => (client.Flags & ClientFlags.SendEnded) != 0);
        return someoneFinishes && (left is < 0 or > AcknowledgementLook) ? AcknowledgementLook : left;
    }

    // What the kernel has taken it goes on to deliver after the close.
    private void GiveUp()
    {
        foreach (Client client in _clients.All())
        {
            bool allSent = !client.HasPending && client.Extra is not { Owed: > 0 };
            End(client, allSent ? DisconnectCause.ServerStopped : DisconnectCause.DrainTimeout);
        }
    }

    private void CountOutcome(DisconnectCause cause)
    {
        switch (cause)
        {
            case DisconnectCause.ServerStopped:
                Volatile.Write(ref _drained, _drained + 1);
                break;
            case DisconnectCause.DrainTimeout:
                Volatile.Write(ref _timedOut, _timedOut + 1);
                break;
        }
    }

    private Deadline CurrentStopBy()
    {
        lock (_stopLock)
        {
            return _stopBy;
        }
    }
}
