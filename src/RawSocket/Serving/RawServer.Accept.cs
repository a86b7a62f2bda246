using RawSockets.Interop;

namespace RawSockets.Serving;

/// <content>Accepting, and what happens when it fails</content>
public sealed partial class RawServer
{
    private const int AcceptPause = 100;
    private Deadline _acceptAgain = Deadline.None;
    private bool _listenerWatched = true;
    private bool _acceptingEnded;
    private bool _failureTold;

    private bool IsFull => _connections.Count >= _options.MaxConnections;

    /// <returns>Whether a client was accepted, and more may be.</returns>
    private bool AcceptOne()
    {
        if (_acceptingEnded || IsFull)
        {
            return false;
        }

        RawSocket socket;
        try
        {
            socket = _listener.Accept(nonBlocking: true);
        }
        catch (RawSocketException exception)
        {
            AcceptFailed(exception);
            return false;
        }

        long room = DescriptorReserve.RoomAfter(socket.Descriptor);
        _failureTold &= room < DescriptorReserve.Size;
        Admit(socket);
        if (room <= 0)
        {
            PauseAccepting(RawSocketException.FromResult("accept4", -Errno.Numbers.EMFILE, LocalEndPoint));
            return false;
        }

        if (TotalConnections >= _options.Count)
        {
            EndAccepting();
        }
        else if (IsFull)
        {
            WatchListener(on: false);
        }

        return !_acceptingEnded;
    }

    /// <summary>
    /// accept(2): errors of the one connection concern nobody else. Others, such as a shortage of descriptors or memory, stay for a
    /// while, and the listener stays readable, so it is left alone for a moment, and told once.
    /// </summary>
    private void AcceptFailed(RawSocketException exception)
    {
        int error = exception.Errno.Number;
        if (error == Errno.Numbers.EAGAIN || _listener.IsClosed)
        {
            return;
        }

        switch (exception.Errno.Name)
        {
            case "ECONNABORTED" or "EPROTO" or "EPERM":
                TellFailure(exception);
                break;
            case "EINVAL" or "EBADF" or "ENOTSOCK" or "EOPNOTSUPP":
                // The listener is none any more, as when somebody has shut it down; that never passes.
                TellFailure(exception);
                EndAccepting();
                break;
            default:
                PauseAccepting(exception);
                break;
        }
    }

    private void PauseAccepting(RawSocketException exception)
    {
        WatchListener(on: false);
        _acceptAgain = Deadline.After(AcceptPause);
        if (!_failureTold)
        {
            _failureTold = true;
            TellFailure(exception);
        }
    }

    private void TellFailure(RawSocketException exception) =>
        Tell(new RawServerEvent(RawServerEventKind.AcceptFailed, DateTimeOffset.Now, LocalEndPoint) { Error = exception });

    private void ResumeAccepting()
    {
        if (_acceptAgain.HasPassed)
        {
            _acceptAgain = DescriptorReserve.RoomNow(_wake.Number) > 0 ? Deadline.None : Deadline.After(AcceptPause);
        }

        if (_acceptAgain.IsNone && !IsFull)
        {
            WatchListener(on: true);
        }
    }

    private void WatchListener(bool on)
    {
        if (_acceptingEnded || on == _listenerWatched)
        {
            return;
        }

        // Not merely without events: a listener that was shut down would be reported all the time.
        using var epoll = _epoll.Use();
        int result = on
            ? Sys.EpollWatch(epoll.Number, _listener.Descriptor, Sys.EpollIn)
            : Sys.EpollForget(epoll.Number, _listener.Descriptor);
        if (result >= 0)
        {
            _listenerWatched = on;
        }
        else if (on)
        {
            _acceptAgain = Deadline.After(AcceptPause);
        }
    }

    private void EndAccepting()
    {
        if (_acceptingEnded)
        {
            return;
        }

        _acceptingEnded = true;
        _acceptAgain = Deadline.None;

        // Not disposed, which would wait for its callback, and that may be waiting for the lock that is held here.
        _listenerClosing.Unregister();
        if (_listenerHold is not null)
        {
            using var epoll = _epoll.Use();
            _ = Sys.EpollForget(epoll.Number, _listener.Descriptor);
            _listenerHold.Dispose();
        }

        if (_options.Listener is null)
        {
            _listener.Close();
        }
        else if (!_wasNonBlocking && !_listener.IsClosed)
        {
            GiveBackListener();
        }
    }

    private void GiveBackListener()
    {
        try
        {
            _listener.SetNonBlocking(false);
        }
        catch (RawSocketException)
        {
            // Closed by another thread since it was looked at.
        }
    }
}
