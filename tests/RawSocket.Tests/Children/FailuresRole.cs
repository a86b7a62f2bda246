using System.Net;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>Makes things that fail to be made, each of which must close what it had opened.</summary>
internal static class FailuresRole
{
    internal static void Run()
    {
        using RawSocket occupant = Loopback.Listener();
        FailEach(occupant.LocalEndPoint!);
        int before = Descriptors.Count;
        FailEach(occupant.LocalEndPoint!);
        Console.WriteLine($"{before} {Descriptors.Count}");
    }

    private static void FailEach(EndPoint occupied)
    {
        Refused.With("bind,EADDRINUSE", () => EchoServer.Start(new EchoServerOptions { EndPoint = occupied }));
        Refused.With("socket,EAFNOSUPPORT", () => EchoServer.Start(new EchoServerOptions { EndPoint = new DnsEndPoint("localhost", 1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EchoServer.Start(new EchoServerOptions { BufferSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => EchoServer.Start(new EchoServerOptions { Backlog = -1 }));
        Refused.With("socket,EPROTONOSUPPORT", () => RawSocket.Open(AddressFamily.Inet, SocketType.Stream, ProtocolType.Udp));
        using RawSocket client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        using FullListener silent = new();
        Refused.With("connect,ETIMEDOUT", () => client.Connect(silent.EndPoint, timeout: 1));
        client.Close();
        Refused.With("recv,EBADF", () => client.Receive(new byte[1]));
        Refused.With("poll,EBADF", () => SocketWait.Any([client], PollEvents.Read));
    }
}
