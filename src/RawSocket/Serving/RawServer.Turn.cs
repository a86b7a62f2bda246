using RawSockets.Interop;

namespace RawSockets.Serving;

/// <content>The loop</content>
public sealed partial class RawServer
{
    private const int ReceiveSize = 64 * 1024;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(ReceiveSize);
    private readonly EpollReport[] _reports = new EpollReport[256];
    private readonly Queue<RawServerEvent> _events = [];
    private readonly Queue<RawServerConnection> _ready = [];
    private RawServerConnection? _current;
    private int _owner;
    private bool _ended;

    /// <summary>Ends the work that was taken last, and waits for the next; meanwhile all clients are received from and sent to.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What to do; null when the server ended and all was told.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="RawSocketException">The wait itself failed, which no client can bring about.</exception>
    public RawServerWork? Take(CancellationToken cancellationToken = default)
    {
        _owner = Environment.CurrentManagedThreadId;
        using var trace = CallTrace.To(Trace);
        using var woken = _wake.WakeOn(cancellationToken);
        lock (_gate)
        {
            ReleaseCurrent();
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int timeout;
            lock (_gate)
            {
                EndIfDone();
                if (_events.TryDequeue(out RawServerEvent? happened))
                {
                    _current = happened.Connection;
                    return new RawServerWork(happened, happened.Connection, null);
                }

                if (_ended)
                {
                    return null;
                }

                timeout = _ready.Count > 0 ? 0 : TimeUntilSomethingIsDue();
            }

            // Looked at in each turn, so that a busy client's lines do not keep the others' bytes waiting.
            int count = Wait(timeout);
            lock (_gate)
            {
                ServeReports(count);
                DoWhatIsDue();
                if (_events.Count == 0 && TakeReady() is { } work)
                {
                    return work;
                }
            }
        }
    }

    private void Begin()
    {
        using var epoll = _epoll.Use();
        using var wake = _wake.Descriptor.Use();
        using var listener = _listener.Use("accept4");

        // The number stays the listener's until nothing here uses it any more, whoever closes the socket meanwhile.
        _listenerHold = _listener.Handle.Keep();
        if (!_wasNonBlocking)
        {
            _listener.SetNonBlocking(true);
        }

        Require("epoll_ctl", Sys.EpollWatch(epoll.Number, wake.Number, Sys.EpollIn));
        Require("epoll_ctl", Sys.EpollWatch(epoll.Number, listener.Number, Sys.EpollIn));
        Tell(new RawServerEvent(RawServerEventKind.Started, DateTimeOffset.Now, LocalEndPoint));
    }

    private void Tell(RawServerEvent happened) => _events.Enqueue(happened);

    private int Wait(int timeout)
    {
        using var epoll = _epoll.Use();
        return Require("epoll_wait", Sys.EpollWait(epoll.Number, _reports, timeout));
    }

    private void ServeReports(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int descriptor = _reports[i].Descriptor;
            if (_connections.TryGetValue(descriptor, out RawServerConnection? connection))
            {
                ServeReady(connection);
            }
            else if (descriptor == _listener.Descriptor)
            {
                AcceptOne();
            }
            else
            {
                Woken();
            }
        }
    }

    // Another thread cancelled, stopped the server, or closed a socket; a closed one is not reported by epoll(7).
    private void Woken()
    {
        _wake.Clear();
        foreach (RawServerConnection connection in _connections.Values.Where(static one => one.Socket.IsClosed).ToList())
        {
            Advance(connection);
        }
    }

    private void ReleaseCurrent()
    {
        if (_current is { } done)
        {
            _current = null;
            done.Busy = false;
            Advance(done);
        }
    }

    private RawServerWork? TakeReady()
    {
        while (_ready.TryDequeue(out RawServerConnection? connection))
        {
            connection.Queued = false;
            if (!connection.Ended && !connection.HasOutput && connection.TakeFrame(_options.Framing, _lines) is { } frame)
            {
                connection.Busy = true;
                _current = connection;
                return new RawServerWork(null, connection, frame);
            }

            Advance(connection);
        }

        return null;
    }

    private int TimeUntilSomethingIsDue()
    {
        Deadline first = _stopBy.IsEarlierThan(_acceptAgain) ? _stopBy : _acceptAgain;
        return (_lingering.TryPeek(out RawServerConnection? next) && next.LingerUntil.IsEarlierThan(first) ? next.LingerUntil : first).RemainingMilliseconds;
    }

    private void DoWhatIsDue()
    {
        while (_lingering.TryPeek(out RawServerConnection? connection) && (connection.Ended || connection.LingerUntil.HasPassed))
        {
            _lingering.Dequeue();
            End(connection, connection.Cause ?? RawServerDisconnectCause.Closed);
        }

        ResumeAccepting();
        StopIfDue();
    }
}
