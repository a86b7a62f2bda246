using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>The graceful stop</content>
internal sealed partial class EpollEngine
{
    private readonly Lock _stopLock = new();
    private readonly List<ClientSession> _draining = [];
    private Deadline _stopBy = Deadline.None;
    private volatile bool _stopRequested;
    private bool _wakeGone;

    private bool StopRequested => _stopRequested;

    public void RequestStop(int drainTimeout)
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
            _wake.Set();
        }
    }

    /// <summary>
    /// Clients whose connection the kernel had completed are taken too: to them the server had answered. Then each client is
    /// served until nothing more is there; closing with unread data would reset the connection and could destroy its echo.
    /// </summary>
    private void Drain(int epoll, int listener)
    {
        while (AcceptBatch(epoll, listener) && !CurrentStopBy().HasPassed)
        {
        }

        _listener.Shutdown(ShutdownDirection.Both);
        Require("epoll_ctl", Sys.EpollForget(epoll, listener));
        while (_sessions.Count > 0)
        {
            bool progress = DrainTurn(epoll);
            Deadline stopBy = CurrentStopBy();
            if (_sessions.Count == 0)
            {
                return;
            }

            if (stopBy.HasPassed)
            {
                Abandon();
                return;
            }

            int count = Sys.EpollWait(epoll, _reports, progress ? 0 : stopBy.RemainingMilliseconds);
            Require("epoll_wait", count);
            ResumePending(epoll, count);
        }
    }

    private bool DrainTurn(int epoll)
    {
        bool progress = false;
        _draining.AddRange(_sessions.Values);
        foreach (ClientSession session in _draining)
        {
            if (session.HasPending)
            {
                continue;
            }

            if (Serve(epoll, session))
            {
                progress = true;
            }
            else if (_sessions.ContainsKey(session.Descriptor))
            {
                End(session, DisconnectCause.ServerStopped, null);
            }
        }

        _draining.Clear();
        return progress;
    }

    private void ResumePending(int epoll, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_sessions.TryGetValue(_reports[i].Descriptor, out ClientSession? session) && session.HasPending)
            {
                SendRest(epoll, session);
            }
            else
            {
                // Only a later stop request, with less time, wakes the loop now.
                _wake.Clear();
            }
        }
    }

    private void Abandon()
    {
        _draining.AddRange(_sessions.Values);
        foreach (ClientSession session in _draining)
        {
            End(session, DisconnectCause.DrainTimeout, null);
        }

        _draining.Clear();
    }

    private Deadline CurrentStopBy()
    {
        lock (_stopLock)
        {
            return _stopBy;
        }
    }
}
