namespace RawSockets.Serving;

/// <content>How it ends</content>
public sealed partial class RawServer
{
    private Deadline _stopBy;
    private bool _stopRequested;
    private bool _stopping;
    private bool _disposing;
    private bool _disposed;

    /// <summary>
    /// Asks it to stop: no new connections, what has arrived is handled, what is queued is sent, within the drain timeout. Does not
    /// wait; whoever takes the work goes on until there is none. Safe from any thread.
    /// </summary>
    public void RequestStop()
    {
        lock (_gate)
        {
            if (!_disposed && !_stopRequested)
            {
                _stopRequested = true;
                _wake.Set();
            }
        }
    }

    /// <summary>Ends it: nothing more is handled; what is queued is sent within the drain timeout, and everything is closed.</summary>
    public void Dispose()
    {
        _owner = Environment.CurrentManagedThreadId;
        using var trace = CallTrace.To(Trace);
        lock (_gate)
        {
            if (_disposing)
            {
                return;
            }

            _disposing = true;
            EndAccepting();
            foreach (RawServerConnection connection in _connections.Values.ToList())
            {
                Quit(connection);
            }
        }

        Deadline until = Deadline.After(_options.DrainTimeout);
        while (SendsStill && !until.HasPassed)
        {
            int count = Wait(until.RemainingMilliseconds);
            lock (_gate)
            {
                ServeReports(count);
            }
        }

        lock (_gate)
        {
            Abandon();
            _disposed = true;
            using (CallTrace.To(null))
            {
                _epoll.Dispose();
                _wake.Dispose();
            }
        }
    }

    private void Quit(RawServerConnection connection)
    {
        connection.Busy = false;
        connection.BeginClose(RawServerDisconnectCause.ServerStopped, null);
        if (connection.Lingering && !Discard(connection))
        {
            End(connection, RawServerDisconnectCause.ServerStopped);
        }

        Advance(connection);
    }

    private bool SendsStill
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count > 0;
            }
        }
    }

    private void StopIfDue()
    {
        if (_stopping)
        {
            if (_stopBy.HasPassed)
            {
                Abandon();
            }
        }
        else if (_stopRequested || _stopBy.HasPassed)
        {
            BeginStop();
        }
    }

    /// <summary>Clients whose connection the kernel had completed are taken too, if nobody else could: to them the server had answered.</summary>
    private void BeginStop()
    {
        _stopBy = Deadline.After(_options.DrainTimeout);
        while (_options.Listener is null && AcceptOne())
        {
        }

        _stopping = true;
        EndAccepting();
        foreach (RawServerConnection connection in _connections.Values.ToList())
        {
            Advance(connection);
        }
    }

    private void Abandon()
    {
        foreach (RawServerConnection connection in _connections.Values.ToList())
        {
            connection.BeginClose(RawServerDisconnectCause.DrainTimeout, null);
            End(connection, RawServerDisconnectCause.DrainTimeout);
        }
    }

    private void EndIfDone()
    {
        if (_acceptingEnded && !_ended && _connections.Count == 0 && _events.Count == 0)
        {
            _ended = true;
            Tell(new RawServerEvent(RawServerEventKind.Stopped, DateTimeOffset.Now, LocalEndPoint)
            {
                BytesReceived = BytesReceived,
                BytesSent = BytesSent,
            });
        }
    }
}
