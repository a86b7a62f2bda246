using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>Accepting, and what happens when it fails</content>
internal sealed partial class EpollEngine
{
    private const int AcceptsPerTurn = 64;
    private const int AcceptPause = 100;
    private Deadline _acceptAgain = Deadline.None;
    private bool _shortageReported;

    /// <returns>Whether there may be more to accept.</returns>
    private bool AcceptBatch(int epoll, int listener)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        for (int i = 0; i < AcceptsPerTurn; i++)
        {
            int result = Sys.Accept4(listener, Sys.SockCloseOnExec | Sys.SockNonBlock, address, out int length);
            if (result == -Errno.Numbers.EAGAIN)
            {
                return false;
            }

            if (result < 0)
            {
                return AcceptFailed(epoll, listener, result);
            }

            _shortageReported = false;
            Admit(epoll, new ClientSession(result, SocketAddress.Read(address[..length])));
        }

        return true;
    }

    private void Admit(int epoll, ClientSession session)
    {
        _sessions.Add(session.Descriptor, session);
        Volatile.Write(ref _connectionCount, _sessions.Count);
        Volatile.Write(ref _totalConnections, _totalConnections + 1);
        if (_events.IsWatched)
        {
            _events.Publish(new EchoServerEvent(EchoServerEventKind.Connected, DateTimeOffset.Now, _listener.LocalEndPoint)
            {
                RemoteEndPoint = session.RemoteEndPoint,
            });
        }

        int watched = Sys.EpollWatch(epoll, session.Descriptor, Sys.EpollIn);
        if (watched < 0)
        {
            End(session, DisconnectCause.Error, RawSocketException.FromResult("epoll_ctl", watched, session.RemoteEndPoint));
            return;
        }

        // The first request is often there already; this saves a turn through epoll_wait.
        Serve(epoll, session);
    }

    /// <summary>
    /// accept(2): errors of the one connection, such as ECONNABORTED, concern nobody else. A shortage of descriptors or memory
    /// stays for a while, and the listener stays readable, so it is left alone for a moment, and told once.
    /// </summary>
    /// <returns>Whether it is worth trying again at once.</returns>
    private bool AcceptFailed(int epoll, int listener, int result)
    {
        bool shortage = -result is Errno.Numbers.EMFILE or Errno.Numbers.ENFILE or Errno.Numbers.ENOMEM or Errno.Numbers.ENOBUFS;
        if (shortage)
        {
            Require("epoll_ctl", Sys.EpollChange(epoll, listener, 0));
            _acceptAgain = Deadline.After(AcceptPause);
            if (_shortageReported)
            {
                return false;
            }

            _shortageReported = true;
        }

        _events.Publish(new EchoServerEvent(EchoServerEventKind.AcceptFailed, DateTimeOffset.Now, _listener.LocalEndPoint)
        {
            Error = RawSocketException.FromResult("accept4", result, _listener.LocalEndPoint),
        });
        return !shortage;
    }

    private int AcceptPauseLeft() => _acceptAgain.RemainingMilliseconds;

    private void ResumeAccepting(int epoll, int listener)
    {
        if (_acceptAgain.HasPassed)
        {
            _acceptAgain = Deadline.None;
            Require("epoll_ctl", Sys.EpollChange(epoll, listener, Sys.EpollIn));
        }
    }
}
