using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>The graceful stop</content>
internal sealed partial class UringEngine
{
    private const int ClosingTime = 1000;
    private readonly Lock _stopLock = new();
    private Deadline _stopBy = Deadline.None;
    private volatile bool _stopRequested;
    private bool _wakeGone;
    private bool _isDraining;

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
    private void Drain(int listener)
    {
        if (_isAccepting)
        {
            _loop.EndAccept(listener);
        }

        while (_isAccepting)
        {
            _loop.Turn(-1);
        }

        AcceptRest(listener);
        _listener.Shutdown(ShutdownDirection.Both);
        _isDraining = true;
        _loop.Drain();
        while (_loop.OpenCount > 0 && !CurrentStopBy().HasPassed)
        {
            _loop.Turn(CurrentStopBy().RemainingMilliseconds);
        }

        Abandon();
        _loop.Turn(0);
    }

    private void AcceptRest(int listener)
    {
        _listener.SetNonBlocking(true);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int result;
        do
        {
            result = Sys.Accept4(listener, Sys.SockCloseOnExec, address, out _);
            if (result >= 0)
            {
                Admit(result);
            }
        }
        while ((result >= 0 || -result == Errno.Numbers.ECONNABORTED) && !CurrentStopBy().HasPassed);
    }

    private void Abandon()
    {
        foreach (UringSession session in _loop.Sessions())
        {
            if (!session.IsEnding)
            {
                End(session, DisconnectCause.DrainTimeout, null);
            }
        }

        Deadline closed = Deadline.After(ClosingTime);
        while (_loop.OpenCount > 0 && !closed.HasPassed)
        {
            _loop.Turn(closed.RemainingMilliseconds);
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
