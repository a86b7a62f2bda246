using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Sockets on loopback, on ports that the kernel chooses.</summary>
internal static class Loopback
{
    internal static RawSocket Tcp(AddressFamily family = AddressFamily.Inet) => RawSocket.Open(family, SocketType.Stream);

    internal static RawSocket Udp(AddressFamily family = AddressFamily.Inet) => RawSocket.Open(family, SocketType.Dgram);

    internal static RawSocket Bound(IPAddress? address = null, int port = 0, bool reuse = false)
    {
        address ??= IPAddress.Loopback;
        RawSocket socket = Tcp(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamily.Inet : AddressFamily.Inet6);
        if (reuse)
        {
            socket.SetOption(SocketOption.Find("ReuseAddress")!, true);
        }

        socket.Bind(new IPEndPoint(address, port));
        return socket;
    }

    internal static RawSocket Listener(IPAddress? address = null, bool reuse = false)
    {
        RawSocket socket = Bound(address, reuse: reuse);
        socket.Listen();
        return socket;
    }

    internal static int Port(RawSocket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    internal static (RawSocket Client, RawSocket Server) Connection(RawSocket listener)
    {
        RawSocket client = Tcp(listener.AddressFamily);
        client.Connect(listener.LocalEndPoint!);
        return (client, listener.Accept(5000));
    }

    /// <summary>Waits until no FIN of a port is on its way: the peer may take 40 ms to acknowledge it.</summary>
    internal static void WaitUntilAcknowledged(int port, AddressFamily family)
    {
        SocketStateQuery query = new() { Family = family, LocalPorts = [port], States = TcpStates.FinWait1 };
        Assert.True(SpinWait.SpinUntil(() => !new SocketStateReader().Read(query).Any(), 5000));
    }

    internal static RawSocketException Fails(string identifier, Action call)
    {
        RawSocketException exception = Assert.Throws<RawSocketException>(call);
        Assert.Equal(identifier, exception.Identifier);
        return exception;
    }
}
