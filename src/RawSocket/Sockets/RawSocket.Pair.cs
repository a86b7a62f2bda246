using RawSockets.Interop;

namespace RawSockets;

/// <content>socketpair(2)</content>
public sealed partial class RawSocket
{
    /// <summary>Creates two sockets that are connected to each other, socketpair(2).</summary>
    /// <param name="type">The type: Stream, Dgram or SeqPacket.</param>
    /// <param name="family">The family; Linux has pairs of Unix sockets only.</param>
    /// <param name="nonBlocking">Whether their calls fail with EAGAIN instead of waiting.</param>
    /// <param name="inheritable">Whether programs started later get the descriptors too (no SOCK_CLOEXEC).</param>
    /// <returns>The two sockets; the caller closes them.</returns>
    /// <exception cref="RawSocketException">The kernel refused: socketpair,EOPNOTSUPP, socketpair,EMFILE.</exception>
    public static (RawSocket First, RawSocket Second) OpenPair(
        SocketType type = SocketType.Stream,
        AddressFamily family = AddressFamily.Unix,
        bool nonBlocking = false,
        bool inheritable = false)
    {
        int flags = (nonBlocking ? Sys.SockNonBlock : 0) | (inheritable ? 0 : Sys.SockCloseOnExec);
        int result = Sys.SocketPair((int)family, (int)type | flags, 0, out int first, out int second);
        if (result < 0)
        {
            throw RawSocketException.FromResult("socketpair", result, null, $"family {family}, type {type}");
        }

        return (Member(first), Member(second));

        RawSocket Member(int descriptor) => new(descriptor, family, type, ProtocolType.Default, nonBlocking)
        {
            LocalEndPoint = UnixEndPoint.Unnamed,
            RemoteEndPoint = UnixEndPoint.Unnamed,
        };
    }
}
