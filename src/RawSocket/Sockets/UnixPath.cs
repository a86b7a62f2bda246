using RawSockets.Interop;

namespace RawSockets;

/// <summary>What stands at the path of a Unix socket.</summary>
internal enum UnixPathState
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>A socket file that no open socket is bound to.</summary>
    Stale,

    /// <summary>A socket file that an open socket is bound to.</summary>
    Live,

    /// <summary>Something that is no socket.</summary>
    OtherFile,
}

/// <summary>Finds out what stands at the path of a Unix socket.</summary>
internal static class UnixPath
{
    internal static UnixPathState StateOf(UnixEndPoint endPoint)
    {
        if (Sys.LinkStatx(endPoint.Name, out FileStatus identity) < 0)
        {
            return UnixPathState.Free;
        }

        if (!identity.IsSocket)
        {
            return UnixPathState.OtherFile;
        }

        return IsDead(endPoint) ? UnixPathState.Stale : UnixPathState.Live;
    }

    /// <summary>
    /// The kernel knows who is behind a file, whatever the file was called at bind(2) and in whichever network namespace that was. It is asked
    /// with a datagram socket: connect(2) to a stream socket then fails with EPROTOTYPE, whether it listens or not, and nobody is connected
    /// to; only where nobody is there is it ECONNREFUSED. Any other answer leaves a doubt, and then somebody is.
    /// </summary>
    private static bool IsDead(UnixEndPoint endPoint)
    {
        int descriptor = Sys.Socket((int)AddressFamily.Unix, (int)SocketType.Dgram | Sys.SockCloseOnExec | Sys.SockNonBlock, 0);
        if (descriptor < 0)
        {
            return false;
        }

        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int result = Sys.Connect(descriptor, address[..SocketAddress.Write(endPoint, address)]);
        _ = Sys.Close(descriptor);
        return result == -Errno.Numbers.ECONNREFUSED;
    }
}
