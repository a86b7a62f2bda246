using System.Net;

namespace RawSockets.Tests;

/// <summary>Sockets on loopback, each on a port that the kernel chose.</summary>
internal static class Loopback
{
    internal static IPEndPoint Address(AddressFamily family = AddressFamily.Inet, int port = 0) =>
        new(family == AddressFamily.Inet6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, port);

    internal static RawSocket Bound(AddressFamily family = AddressFamily.Inet)
    {
        var socket = RawSocket.Open(family, SocketType.Stream);
        socket.Bind(Address(family));
        return socket;
    }

    internal static RawSocket Listener(AddressFamily family = AddressFamily.Inet, int backlog = RawSocket.DefaultBacklog)
    {
        RawSocket socket = Bound(family);
        socket.Listen(backlog);
        return socket;
    }

    internal static RawSocket ClientOf(EndPoint server)
    {
        var client = RawSocket.Open(SocketAddress.FamilyOf(server), SocketType.Stream);
        try
        {
            client.Connect(server, cancellationToken: Bounded.Token);
            return client;
        }
        catch
        {
            client.Close();
            throw;
        }
    }
}
