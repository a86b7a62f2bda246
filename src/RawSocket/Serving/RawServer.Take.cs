using RawSockets.Engine;

namespace RawSockets.Serving;

/// <content>Handing out the work, and the end</content>
public sealed partial class RawServer
{
    private readonly Queue<RawServerEvent> _events = [];
    private readonly Queue<WorkHandler> _ready = [];
    private readonly HashSet<WorkHandler> _open = [];
    private Deadline _stopBy;
    private WorkHandler? _current;
    private int _owner;
    private bool _acceptingEnded;
    private bool _loopEnded;
    private bool _ended;
    private bool _disposed;

    /// <summary>Whether the calling thread is the one that takes the work, on which the loop's own calls are made.</summary>
    internal bool IsOwner => Environment.CurrentManagedThreadId == _owner;

    /// <summary>Ends the work that was taken last, and waits for the next; meanwhile all clients are received from and sent to.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What to do; null when the server ended and all was told.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="RawSocketException">The wait itself failed, which no client can bring about.</exception>
    public RawServerWork? Take(CancellationToken cancellationToken = default)
    {
        _owner = Environment.CurrentManagedThreadId;
        using var trace = CallTrace.To(Trace);
        using var woken = _loopEnded ? default : _loop.WakeOn(cancellationToken);
        _current?.Release();
        _current = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_events.TryDequeue(out RawServerEvent? happened))
            {
                _current = happened.Connection?.Work;
                return new RawServerWork(happened, happened.Connection, null);
            }

            if (_ended)
            {
                return null;
            }

            // Looked at in each turn, so that a busy client's lines do not keep the others' bytes waiting.
            Advance();
            if (_events.Count == 0 && TakeReady() is { } work)
            {
                return work;
            }

            TellEndIfDone();
        }
    }

    /// <summary>
    /// Asks it to stop: no new connections, what has arrived is handled, what is queued is sent, within the drain timeout. Does not
    /// wait; whoever takes the work goes on until there is none. Safe from any thread.
    /// </summary>
    public void RequestStop() => _loops.RequestStop(_options.DrainTimeout);

    /// <summary>Ends it: nothing more is handled; what is queued is sent within the drain timeout, and everything is closed.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _owner = Environment.CurrentManagedThreadId;
        using var trace = CallTrace.To(Trace);

        if (_loopEnded)
        {
            return;
        }

        try
        {
            EndAccepting();
            foreach (WorkHandler work in _open.ToList())
            {
                work.BeginClose(RawServerDisconnectCause.ServerStopped, null);
            }

            RequestStop();
            while (_loop.Step(Timeout.Infinite))
            {
            }
        }
        finally
        {
            EndLoop();
        }
    }

    /// <summary>Has something done on the thread that takes the work, at once when that is the caller.</summary>
    internal void Do(Action action)
    {
        if (IsOwner)
        {
            using var trace = CallTrace.To(Trace);
            action();
        }
        else
        {
            _loop.TryAsk(_ => action());
        }
    }

    internal void Tell(RawServerEvent happened) => _events.Enqueue(happened);

    internal void Enqueue(WorkHandler work) => _ready.Enqueue(work);

    /// <summary>A connection is gone, and all that it had sent was handled.</summary>
    internal void TellEnd(RawServerConnection connection)
    {
        BytesReceived += connection.BytesReceived;
        BytesSent += connection.BytesSent;
        Tell(new RawServerEvent(RawServerEventKind.Disconnected, DateTimeOffset.Now, LocalEndPoint)
        {
            Connection = connection,
            BytesReceived = connection.BytesReceived,
            BytesSent = connection.BytesSent,
            Cause = connection.Cause,
            Error = connection.Error,
        });
    }

    internal void Closed(WorkHandler work)
    {
        _open.Remove(work);
        if (!_acceptingEnded)
        {
            _loop.HoldAccepting(_open.Count >= _options.MaxConnections);
        }
    }

    private WorkHandler Admit(Connection connection)
    {
        WorkHandler work = new(this, _options, connection, ++TotalConnections);
        _open.Add(work);
        Tell(new RawServerEvent(RawServerEventKind.Connected, DateTimeOffset.Now, LocalEndPoint) { Connection = work.Connection });
        if (TotalConnections >= _options.Count)
        {
            EndAccepting();
        }
        else if (_open.Count >= _options.MaxConnections)
        {
            _loop.HoldAccepting(true);
        }

        return work;
    }

    // That the listener is closed means a stop only when somebody else does it. Not disposed, which would wait for the callback.
    private void EndAccepting()
    {
        _acceptingEnded = true;
        _listenerClosing.Unregister();
        _loop.EndAccepting();
    }

    private void Advance()
    {
        if (_loopEnded)
        {
            return;
        }

        if (_stopBy.HasPassed || (_acceptingEnded && _open.Count == 0))
        {
            _stopBy = Deadline.None;
            RequestStop();
        }

        if (!_loop.Step(_ready.Count > 0 ? 0 : _stopBy.RemainingMilliseconds))
        {
            EndLoop();
        }
    }

    private void EndLoop()
    {
        _listenerClosing.Unregister();
        _loopEnded = true;
        _loop.CloseAll();
    }

    private RawServerWork? TakeReady()
    {
        while (_ready.TryDequeue(out WorkHandler? work))
        {
            if (work.Take() is { } frame)
            {
                _current = work;
                return new RawServerWork(null, work.Connection, frame);
            }
        }

        return null;
    }

    private void TellEndIfDone()
    {
        if (_loopEnded && !_ended && _events.Count == 0 && _ready.Count == 0)
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
