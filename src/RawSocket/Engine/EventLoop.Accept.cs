namespace RawSockets.Engine;

/// <content>What happens when accept(2) fails, or should not be called</content>
internal abstract partial class EventLoop
{
    private const int AcceptPause = 50;
    private bool _acceptingPaused;
    private bool _acceptingHeld;

    /// <summary>Leaves those who come in the kernel's queue, or takes them again.</summary>
    internal void HoldAccepting(bool hold)
    {
        if (_acceptingHeld == hold)
        {
            return;
        }

        _acceptingHeld = hold;
        foreach (Listener listener in Listeners)
        {
            if (listener.AcceptAgainAt == long.MaxValue)
            {
                Watch(listener, accepts: !hold);
            }
        }
    }

    /// <summary>Takes nobody any more; those who are connected are served on.</summary>
    internal void EndAccepting()
    {
        HoldAccepting(true);
        Listeners.ForEach(static listener => listener.Close());
        Listeners.Clear();
    }

    /// <summary>
    /// accept(2): errors of the one connection, such as ECONNABORTED or EPROTO, concern nobody else. A shortage of descriptors or memory
    /// stays for a while, and the listener stays readable, so it is left alone for a moment, and told once. What is wrong with the
    /// listener itself, such as that somebody has shut it down, never passes, and ends it.
    /// </summary>
    /// <returns>Whether it is worth trying again at once.</returns>
    private protected bool AcceptFailed(Listener listener, int result)
    {
        if (-result is Errno.Numbers.EINVAL or Errno.Numbers.EBADF or Errno.Numbers.ENOTSOCK or Errno.Numbers.EOPNOTSUPP)
        {
            EndListener(listener, TellFailure(listener, result));
            return false;
        }

        bool shortage = -result is Errno.Numbers.EMFILE or Errno.Numbers.ENFILE or Errno.Numbers.ENOMEM or Errno.Numbers.ENOBUFS;
        if (shortage)
        {
            PauseAccepting(listener, result);
        }
        else
        {
            TellFailure(listener, result);
        }

        return !shortage;
    }

    /// <summary>Looks whether a connection that was just accepted leaves enough descriptors for the rest of the process.</summary>
    /// <param name="listener">Where it was accepted.</param>
    /// <param name="room">How many descriptors may be taken after it.</param>
    /// <returns>Whether another may be accepted at once.</returns>
    private protected bool MayAcceptAfter(Listener listener, long room)
    {
        if (_acceptingHeld)
        {
            return false;
        }

        if (room > 0)
        {
            return true;
        }

        PauseAccepting(listener, -Errno.Numbers.EMFILE);
        return false;
    }

    /// <summary>Whether the poller tells of its connections: nothing keeps them waiting.</summary>
    private protected bool IsWatched(Listener listener) => !_acceptingHeld && listener.AcceptAgainAt == long.MaxValue;

    private void PauseAccepting(Listener listener, int result)
    {
        Watch(listener, accepts: false);
        _acceptingPaused = true;
        listener.AcceptAgainAt = Now + AcceptPause;
        SetTimer(listener.AcceptAgainAt);
        if (!listener.ShortageTold)
        {
            listener.ShortageTold = true;
            TellFailure(listener, result);
        }
    }

    private void ResumeAccepting(Listener listener)
    {
        if (Now >= listener.AcceptAgainAt)
        {
            if (DescriptorReserve.RoomNow(listener.Descriptor) > 0)
            {
                listener.AcceptAgainAt = long.MaxValue;
                _acceptingPaused = Listeners.Exists(static one => one.AcceptAgainAt != long.MaxValue);
                if (!_acceptingHeld)
                {
                    Watch(listener, accepts: true);
                }

                return;
            }

            listener.AcceptAgainAt = Now + AcceptPause;
        }

        SetTimer(listener.AcceptAgainAt);
    }

    /// <summary>A client has left, so there may be a descriptor for the next.</summary>
    private void HurryAccepting()
    {
        foreach (Listener listener in Listeners)
        {
            if (listener.AcceptAgainAt != long.MaxValue)
            {
                listener.AcceptAgainAt = Now;
                SetTimer(Now);
            }
        }
    }

    private RawSocketException TellFailure(Listener listener, int result)
    {
        var error = RawSocketException.FromResult("accept4", result, listener.LocalEndPoint);
        Context.Observer.AcceptFailed(listener, error);
        return error;
    }

    private void EndListener(Listener listener, RawSocketException error)
    {
        Watch(listener, accepts: false);
        listener.Close();
        Listeners.Remove(listener);
        if (Listeners.Count == 0 && DatagramPorts.Count == 0 && !Draining)
        {
            _group.Fail(error, Context.Options.DrainTimeout);
        }
    }
}
