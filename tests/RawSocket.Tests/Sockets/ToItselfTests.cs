using System.Net;
using RawSockets.Load;
using RawSockets.Reachability;
using RawSockets.Tests.Diagnostics;
using RawSockets.Tests.Load;

namespace RawSockets.Tests.Sockets;

/// <summary>
/// Where the kernel has one port to give, it gives a client the port that the client tries, and connects it to itself. That is no server.
/// </summary>
public sealed class ToItselfTests
{
    private const int Port = 40000;
    private const string Refusal = "connect,ECONNREFUSED";

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    public void A_test_finds_nobody_as_often_as_it_is_made(string address, bool udp) => WithOnePort(() =>
    {
        for (int i = 0; i < 3; i++)
        {
            ConnectionTestResult result = Assert.Single(ConnectionTest.Run(address, [Port], new ConnectionTestOptions { Udp = udp, Timeout = 2000 }));
            Assert.Equal((false, Refusal, ProbeOutcome.Refused), (result.Succeeded, result.Error, Assert.Single(result.Addresses).Outcome));
        }
    });

    [Theory]
    [InlineData(SocketType.Stream)]
    [InlineData(SocketType.Dgram)]
    public void A_connection_is_refused_and_the_socket_can_be_used_again(SocketType type) => WithOnePort(() =>
    {
        IPEndPoint there = Loopback.Address(port: Port);
        Refused.With(Refusal, () => HappyEyeballs.Connect([there], new HappyEyeballsOptions { SocketType = type }));
        using RawSocket socket = RawSocket.Open(AddressFamily.Inet, type);
        for (int i = 0; i < 2; i++)
        {
            Refused.With(Refusal, () => socket.Connect(there, 2000));
            Assert.Equal((null, null), (socket.LocalEndPoint, socket.RemoteEndPoint));
        }

        using RawSocket server = RawSocket.Open(AddressFamily.Inet, type);
        server.Bind(Loopback.Address(port: Port + 1));
        if (type == SocketType.Stream)
        {
            server.Listen();
        }

        socket.Connect(server.LocalEndPoint!, 2000);
        Assert.Equal(server.LocalEndPoint, socket.RemoteEndPoint);
    });

    [Theory]
    [InlineData(SocketType.Stream)]
    [InlineData(SocketType.Dgram)]
    public void A_measurement_is_refused(SocketType type) => WithOnePort(() => Refused.With(
        Refusal, () => Measured.By(new LoadOptions { EndPoint = Loopback.Address(AddressFamily.Inet6, Port), SocketType = type, Count = 1 })));

    [Fact]
    public void Who_binds_the_port_means_it()
    {
        using RawSocket socket = Loopback.Bound();
        socket.Connect(socket.LocalEndPoint!, cancellationToken: Bounded.Token);
        Assert.Equal(socket.LocalEndPoint, socket.RemoteEndPoint);
        socket.Send("x"u8, cancellationToken: Bounded.Token);
        byte[] back = new byte[1];
        Assert.Equal((1, (byte)'x'), (socket.Receive(back, cancellationToken: Bounded.Token), back[0]));
    }

    private static void WithOnePort(Action test) => ThreadPrivileges.InNewNetwork(() =>
    {
        Assert.SkipUnless(Tool.Exists("ip"), "ip is not on this machine");
        using var up = System.Diagnostics.Process.Start("ip", ["link", "set", "lo", "up"]);
        up.WaitForExit();
        File.WriteAllText("/proc/sys/net/ipv4/ip_local_port_range", $"{Port} {Port}");
        test();
    });
}
