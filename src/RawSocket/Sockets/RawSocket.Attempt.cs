using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <content>connect(2) in two halves, for those that wait for several sockets at once</content>
public sealed partial class RawSocket
{
    /// <summary>Starts to connect a non-blocking socket.</summary>
    /// <returns>0 when it is connected already; -EINPROGRESS when poll(2) will say; another negated error number when it failed.</returns>
    internal int BeginConnect(EndPoint endPoint)
    {
        RequireFamily("connect", endPoint);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int length = SocketAddress.Write(endPoint, address);
        using var lease = Use("connect");
        int result = Sys.Connect(lease.Number, address[..length]);
        if (result == 0)
        {
            result = NameConnection(lease.Number, endPoint);
        }

        return result == -Errno.Numbers.EINTR ? -Errno.Numbers.EINPROGRESS : result;
    }

    /// <summary>Takes the outcome, once poll(2) reported the socket.</summary>
    /// <returns>0, or the negated error number.</returns>
    internal int EndConnect(EndPoint endPoint)
    {
        using var lease = Use("connect");
        Span<byte> value = stackalloc byte[sizeof(int)];
        int result = Sys.GetSockOpt(lease.Number, SocketOption.Levels.Socket, SocketOption.ErrorNumber, value);
        result = result < 0 ? result : -BitConverter.ToInt32(value);
        return result == 0 ? NameConnection(lease.Number, endPoint) : result;
    }

    /// <summary>Reads the names of a connection that was made.</summary>
    /// <returns>0, or -ECONNREFUSED for one that was made to the socket itself.</returns>
    // To connect to any address is to connect to this machine, ip(7): only the kernel knows by which address.
    private int NameConnection(int descriptor, EndPoint endPoint)
    {
        _connected = true;
        RemoteEndPoint = endPoint;
        if (endPoint is IPEndPoint { Address: var address } && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
        {
            ReadRemoteName(descriptor);
        }

        ReadLocalName(descriptor);
        return IsToItself ? LeaveItself(descriptor) : 0;
    }

    // A port that the kernel chose for this side can be the very port that is tried, and TCP then connects the socket to itself (RFC 9293,
    // section 3.5, simultaneous open). It is chosen only where nobody listens, so that is no server. Who bound the port means it.
    private bool IsToItself => !_hasOwnPort
        && SocketType is SocketType.Stream or SocketType.Dgram
        && _localEndPoint is IPEndPoint { Port: > 0 } own
        && own.Equals(_remoteEndPoint);

    private int LeaveItself(int descriptor)
    {
        // Without it the port would be in TIME_WAIT for a minute.
        Abandon(descriptor);
        _connected = false;
        _localEndPoint = null;
        _remoteEndPoint = null;
        return -Errno.Numbers.ECONNREFUSED;
    }
}
