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
            NameConnection(lease.Number, endPoint);
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
        if (result == 0)
        {
            NameConnection(lease.Number, endPoint);
        }

        return result;
    }

    // To connect to any address is to connect to this machine, ip(7): only the kernel knows by which address.
    private void NameConnection(int descriptor, EndPoint endPoint)
    {
        _connected = true;
        RemoteEndPoint = endPoint;
        if (endPoint is IPEndPoint { Address: var address } && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
        {
            ReadRemoteName(descriptor);
        }

        ReadLocalName(descriptor);
    }
}
