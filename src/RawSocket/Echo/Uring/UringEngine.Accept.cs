using System.Net;
using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>Accepting, and what happens when it fails</content>
internal sealed partial class UringEngine
{
    private const int AcceptPause = 100;
    private Deadline _acceptAgain = Deadline.None;
    private bool _isAccepting;
    private bool _shortageReported;

    private void StartAccepting(int listener)
    {
        _isAccepting = true;
        _loop.Accept(listener);
    }

    private void ResumeAccepting(int listener)
    {
        if (_acceptAgain.HasPassed)
        {
            _acceptAgain = Deadline.None;
            StartAccepting(listener);
        }
    }

    void IUringOwner.Accepted(int listener, int result, bool isLast)
    {
        if (result >= 0)
        {
            _shortageReported = false;
            Admit(result);
        }
        else if (!_stopRequested)
        {
            AcceptFailed(result);
        }

        if (!isLast)
        {
            return;
        }

        _isAccepting = false;
        if (!_stopRequested && _acceptAgain.IsNone)
        {
            StartAccepting(listener);
        }
    }

    private void Admit(int descriptor)
    {
        Volatile.Write(ref _connectionCount, _connectionCount + 1);
        Volatile.Write(ref _totalConnections, _totalConnections + 1);
        EndPoint? remote = PeerOf(descriptor);
        _loop.Add(descriptor, remote);
        if (_events.IsWatched)
        {
            _events.Publish(new EchoServerEvent(EchoServerEventKind.Connected, DateTimeOffset.Now, _listener.LocalEndPoint)
            {
                RemoteEndPoint = remote,
            });
        }
    }

    // A multishot accept has one room for the addresses of all connections, so it can't be used for them.
    private static EndPoint? PeerOf(int descriptor)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int result = Sys.GetPeerName(descriptor, address, out int length);
        return result < 0 ? null : SocketAddress.Read(address[..length]);
    }

    /// <summary>
    /// accept(2): errors of the one connection, such as ECONNABORTED, concern nobody else. A shortage of descriptors or memory
    /// stays for a while, so the listener is left alone for a moment, and it is told once.
    /// </summary>
    private void AcceptFailed(int result)
    {
        if (-result is Errno.Numbers.EMFILE or Errno.Numbers.ENFILE or Errno.Numbers.ENOMEM or Errno.Numbers.ENOBUFS)
        {
            _acceptAgain = Deadline.After(AcceptPause);
            if (_shortageReported)
            {
                return;
            }

            _shortageReported = true;
        }

        _events.Publish(new EchoServerEvent(EchoServerEventKind.AcceptFailed, DateTimeOffset.Now, _listener.LocalEndPoint)
        {
            Error = RawSocketException.FromResult("accept4", result, _listener.LocalEndPoint),
        });
    }
}
