namespace RawSockets.Echo;

/// <content>What happens when accept(2) fails</content>
internal abstract partial class EventLoop
{
    private const int AcceptPause = 100;

    /// <summary>
    /// accept(2): errors of the one connection, such as ECONNABORTED or EPROTO, concern nobody else. A shortage of descriptors or memory
    /// stays for a while, and the listener stays readable, so it is left alone for a moment, and told once.
    /// </summary>
    /// <returns>Whether it is worth trying again at once.</returns>
    private protected bool AcceptFailed(Listener listener, int result)
    {
        bool shortage = -result is Errno.Numbers.EMFILE or Errno.Numbers.ENFILE or Errno.Numbers.ENOMEM or Errno.Numbers.ENOBUFS;
        if (shortage)
        {
            Watch(listener, accepts: false);
            listener.AcceptAgainAt = Now + AcceptPause;
            SetTimer(listener.AcceptAgainAt);
            if (listener.ShortageTold)
            {
                return false;
            }

            listener.ShortageTold = true;
        }

        Context.Events.Publish(new EchoServerEvent(EchoServerEventKind.AcceptFailed, DateTimeOffset.Now, listener.LocalEndPoint)
        {
            Error = RawSocketException.FromResult("accept4", result, listener.LocalEndPoint),
        });
        return !shortage;
    }

    private void ResumeAccepting(Listener listener)
    {
        if (Now < listener.AcceptAgainAt)
        {
            SetTimer(listener.AcceptAgainAt);
            return;
        }

        listener.AcceptAgainAt = long.MaxValue;
        Watch(listener, accepts: true);
    }
}
