using System.Net;

namespace RawSockets.Echo;

/// <summary>Opens what a server listens at, all of it or nothing.</summary>
internal static class ServerSockets
{
    /// <exception cref="RawSocketException">The kernel refused one: bind,EADDRINUSE, bind,EACCES, bind,EADDRNOTAVAIL.</exception>
    internal static List<RawSocket> Open(EchoServerOptions options)
    {
        List<RawSocket> opened = [];
        try
        {
            foreach (EndPoint endPoint in options.EndPoints)
            {
                opened.Add(OpenOne(options, endPoint, SocketType.Stream));
                opened[^1].Listen(options.Backlog);
            }

            foreach (EndPoint endPoint in options.DatagramEndPoints)
            {
                opened.Add(OpenOne(options, endPoint, SocketType.Dgram));
            }

            foreach (RawSocket socket in options.Sockets)
            {
                socket.SetNonBlocking(true);
            }
        }
        catch
        {
            opened.ForEach(static socket => socket.Close());
            throw;
        }

        opened.AddRange(options.Sockets);
        return opened;
    }

    private static RawSocket OpenOne(EchoServerOptions options, EndPoint endPoint, SocketType type)
    {
        RawSocket socket = RawSocket.Open(SocketAddress.FamilyOf(endPoint), type, nonBlocking: true);
        try
        {
            SetOptions(socket, options);
            socket.Bind(endPoint, options.ReplaceStale);
            return socket;
        }
        catch
        {
            socket.Close();
            throw;
        }
    }

    private static void SetOptions(RawSocket socket, EchoServerOptions options)
    {
        bool isTcp = socket.Protocol == ProtocolType.Tcp;
        if (socket.AddressFamily is AddressFamily.Inet or AddressFamily.Inet6)
        {
            Set(socket, "ReuseAddress", options.ReuseAddress && isTcp);
            Set(socket, "ReusePort", options.ReusePort);
        }

        if (socket.AddressFamily == AddressFamily.Inet6 && options.IPv6Only is { } only)
        {
            socket.SetOption(SocketOption.Find("IPv6Only")!, only);
        }

        Set(socket, "KeepAlive", options.KeepAlive && isTcp);
        Set(socket, "NoDelay", options.NoDelay && isTcp);
    }

    private static void Set(RawSocket socket, string option, bool on)
    {
        if (on)
        {
            socket.SetOption(SocketOption.Find(option)!, true);
        }
    }
}
