using System.Net.Sockets;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Unix sockets of .NET's own, so that these tests depend on no other part of the library.</summary>
internal static class UnixSockets
{
    internal static Socket Bound(string path, System.Net.Sockets.SocketType type = System.Net.Sockets.SocketType.Stream)
    {
        Socket socket = new(System.Net.Sockets.AddressFamily.Unix, type, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    internal static Socket Listener(string path)
    {
        Socket socket = Bound(path);
        socket.Listen();
        return socket;
    }

    internal static Socket Client(string path)
    {
        Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}
