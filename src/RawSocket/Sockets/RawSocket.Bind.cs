using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <content>bind(2), listen(2) and the socket's own names</content>
public sealed partial class RawSocket
{
    /// <summary>SOMAXCONN of the C library; the kernel lowers it to net.core.somaxconn.</summary>
    public const int DefaultBacklog = 4096;

    /// <summary>Assigns an address, bind(2). Afterwards <see cref="LocalEndPoint"/> has the port that the kernel chose.</summary>
    /// <param name="endPoint">The address; port 0 lets the kernel choose one.</param>
    /// <exception cref="RawSocketException">The kernel refused: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL, bind,EINVAL.</exception>
    public void Bind(EndPoint endPoint)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        RequireFamily("bind", endPoint);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int length = SocketAddress.Write(endPoint, address);
        using var lease = Use("bind");
        int result = Sys.Bind(lease.Number, address[..length]);
        if (result < 0)
        {
            throw RawSocketException.FromResult("bind", result, endPoint);
        }

        ReadLocalName(lease.Number);
    }

    /// <summary>Starts to listen for connections, listen(2).</summary>
    /// <param name="backlog">How many established connections may wait to be accepted; the kernel caps it at net.core.somaxconn.</param>
    /// <exception cref="RawSocketException">The kernel refused: listen,EADDRINUSE, listen,EOPNOTSUPP.</exception>
    public void Listen(int backlog = DefaultBacklog)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(backlog);
        using var lease = Use("listen");
        int result = Sys.Listen(lease.Number, backlog);
        if (result < 0)
        {
            throw RawSocketException.FromResult("listen", result, LocalEndPoint);
        }

        IsListening = true;
        if (LocalEndPoint is null)
        {
            ReadLocalName(lease.Number);
        }
    }

    // The kernel would answer EINVAL or EAFNOSUPPORT, which says less than the two families do.
    private void RequireFamily(string systemCall, EndPoint endPoint)
    {
        AddressFamily family = SocketAddress.FamilyOf(endPoint);
        if (family != AddressFamily)
        {
            throw new RawSocketException(
                systemCall,
                new Errno(Errno.Numbers.EAFNOSUPPORT),
                endPoint,
                $"the address is of family {family}, the socket of family {AddressFamily}");
        }
    }

    private void ReadLocalName(int descriptor)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        if (Sys.GetSockName(descriptor, address, out int length) >= 0)
        {
            LocalEndPoint = SocketAddress.Read(address[..length]);
        }
    }
}
