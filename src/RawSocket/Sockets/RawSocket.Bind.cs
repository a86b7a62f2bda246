using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <content>bind(2), listen(2) and the socket's own names</content>
public sealed partial class RawSocket
{
    /// <summary>SOMAXCONN of the C library; the kernel lowers it to net.core.somaxconn.</summary>
    public const int DefaultBacklog = 4096;

    /// <summary>Assigns an address, bind(2). Afterwards <see cref="LocalEndPoint"/> has the port that the kernel chose.</summary>
    /// <param name="endPoint">The address; port 0 lets the kernel choose one, and so does an unnamed Unix address (an abstract name).</param>
    /// <param name="replaceStale">Whether the file of a Unix socket that nobody has open any more is replaced.</param>
    /// <exception cref="RawSocketException">The kernel refused: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL, bind,EINVAL.</exception>
    public void Bind(EndPoint endPoint, bool replaceStale = false)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        RequireFamily("bind", endPoint);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        ReadOnlySpan<byte> name = address[..SocketAddress.Write(endPoint, address)];
        using var lease = Use("bind");
        int result = Sys.Bind(lease.Number, name);
        if (result == -Errno.Numbers.EADDRINUSE && endPoint is UnixEndPoint { Path: not null } taken)
        {
            result = BindTakenPath(lease.Number, name, taken, replaceStale);
        }

        if (result < 0)
        {
            throw RawSocketException.FromResult("bind", result, endPoint);
        }

        if (endPoint is UnixEndPoint { Path: not null } unix && BoundPath.JustMade(unix) is { } made)
        {
            _handle.Own(made);
        }

        ReadLocalName(lease.Number);
        _hasOwnPort = _localEndPoint is IPEndPoint { Port: > 0 };
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

    // A socket file outlives its socket, unix(7). A live one is never touched, and nothing but a socket file ever removed.
    private static int BindTakenPath(int descriptor, ReadOnlySpan<byte> name, UnixEndPoint endPoint, bool replaceStale)
    {
        UnixPathState state = UnixPath.StateOf(endPoint);
        if (state != UnixPathState.Stale || !replaceStale)
        {
            string? detail = state switch
            {
                UnixPathState.Stale => "the file is left over from a socket that nobody has open any more",
                UnixPathState.Live => "another socket is bound to the path",
                UnixPathState.OtherFile => "there is a file at the path that is no socket",
                _ => null,
            };
            throw RawSocketException.FromResult("bind", -Errno.Numbers.EADDRINUSE, endPoint, detail);
        }

        int result = Sys.Unlink(endPoint.Name);
        return result < 0 ? result : Sys.Bind(descriptor, name);
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
