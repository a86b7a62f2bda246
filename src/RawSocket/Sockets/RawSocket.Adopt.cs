using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <content>Sockets that were opened elsewhere</content>
public sealed partial class RawSocket
{
    /// <summary>
    /// Takes over an open socket: one inherited from the program that started this one, or received over a Unix socket. From then
    /// on it is this object's to close, and it is made close-on-exec.
    /// </summary>
    /// <param name="descriptor">The descriptor's number, 0 or more; standard input is 0.</param>
    /// <returns>The socket.</returns>
    /// <exception cref="RawSocketException">
    /// It is not open: getsockopt,EBADF; no socket: getsockopt,ENOTSOCK; or another socket object has it: getsockopt,EBUSY. It is left
    /// open then.
    /// </exception>
    public static RawSocket Adopt(int descriptor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(descriptor);
        if (SafeDescriptor.IsOwned(descriptor))
        {
            throw new RawSocketException("getsockopt", new Errno(Errno.Numbers.EBUSY), null, $"descriptor {descriptor} belongs to another socket object");
        }

        Sock kind = Inspect(descriptor);
        return FromInspected(new SafeDescriptor(descriptor), kind);
    }

    /// <summary>As <see cref="Adopt(int)"/>, of a descriptor that is owned already; it stays its owner's when it is no socket.</summary>
    internal static RawSocket Adopt(SafeDescriptor handle)
    {
        using var lease = handle.Use();
        return FromInspected(handle, Inspect(lease.Number));
    }

    private static Sock Inspect(int descriptor) => new(
        (AddressFamily)ReadIntOption(descriptor, SocketOption.DomainNumber),
        (SocketType)ReadIntOption(descriptor, SocketOption.TypeNumber),
        (ProtocolType)ReadIntOption(descriptor, SocketOption.ProtocolNumber),
        ReadIntOption(descriptor, SocketOption.AcceptConnectionNumber) != 0,
        (Check(Sys.GetStatus(descriptor)) & Sys.OpenNonBlock) != 0);

    private static RawSocket FromInspected(SafeDescriptor handle, Sock kind)
    {
        using var lease = handle.Use();
        Check(Sys.SetCloseOnExec(lease.Number, on: true));
        RawSocket socket = new(handle, lease.Number, kind.Family, kind.Type, kind.Protocol, kind.NonBlocking) { IsListening = kind.Listens, _mustAskWaits = true };
        socket.ReadLocalName(lease.Number);
        socket._hasOwnPort = socket._localEndPoint is IPEndPoint { Port: > 0 };
        if (!kind.Listens)
        {
            socket.ReadRemoteName(lease.Number);
        }

        return socket;
    }

    private static int ReadIntOption(int descriptor, int number)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        int result = Sys.GetSockOpt(descriptor, SocketOption.Levels.Socket, number, value);
        return result >= 0 ? BitConverter.ToInt32(value) : throw RawSocketException.FromResult("getsockopt", result, null, $"descriptor {descriptor}");
    }

    private void ReadRemoteName(int descriptor)
    {
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        if (Sys.GetPeerName(descriptor, address, out int length) >= 0)
        {
            RemoteEndPoint = SocketAddress.Read(address[..length]);
        }
    }

    private readonly record struct Sock(AddressFamily Family, SocketType Type, ProtocolType Protocol, bool Listens, bool NonBlocking);
}
