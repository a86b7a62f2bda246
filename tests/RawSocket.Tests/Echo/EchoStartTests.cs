using System.Net;
using RawSockets.Echo;

namespace RawSockets.Tests;

public sealed class EchoStartTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_occupied_port_is_EADDRINUSE_with_the_address(bool reuseAddress)
    {
        using RawSocket occupant = Loopback.Listener();

        RawSocketException refused = Refused.By(() => EchoServer.Start(new EchoServerOptions { EndPoint = occupant.LocalEndPoint!, ReuseAddress = reuseAddress }));

        Assert.Equal("bind,EADDRINUSE", refused.Identifier);
        Assert.Equal(occupant.LocalEndPoint, refused.EndPoint);
    }

    [Fact]
    public void Connections_that_linger_keep_the_port_from_a_server_that_does_not_reuse_the_address()
    {
        EndPoint left = LeaveALingeringConnection(out RawSocket client);
        using (client)
        {
            Refused.With("bind,EADDRINUSE", () => EchoServer.Start(new EchoServerOptions { EndPoint = left, ReuseAddress = false }));

            using WatchedServer again = new(new EchoServerOptions { EndPoint = left });
            using RawSocket served = again.Connect();
            WatchedServer.AssertEchoes(served, seed: 1);
        }
    }

    [Fact]
    public void A_port_is_free_again_when_no_connection_lingers()
    {
        EndPoint left;
        using (WatchedServer watched = new())
        {
            left = watched.EndPoint;
        }

        using WatchedServer again = new(new EchoServerOptions { EndPoint = left, ReuseAddress = false });
        Assert.Equal(left, again.EndPoint);
    }

    [Fact]
    public void Loopback_and_a_free_port_are_the_default()
    {
        using WatchedServer watched = new();

        IPEndPoint endPoint = Assert.IsType<IPEndPoint>(watched.EndPoint);
        Assert.Equal(IPAddress.Loopback, endPoint.Address);
        Assert.NotEqual(0, endPoint.Port);
    }

    [Fact]
    public void What_cannot_be_is_refused_before_anything_is_opened()
    {
        Assert.Throws<ArgumentNullException>(static () => EchoServer.Start(null!));
        Assert.Throws<ArgumentOutOfRangeException>(static () => EchoServer.Start(new EchoServerOptions { BufferSize = 0 }));
    }

    [Fact]
    public async Task A_shortage_of_descriptors_is_told_once_and_outlived()
    {
        ToolResult child = await Child.RunAsync(ChildRoles.DescriptorShortage);

        Assert.Equal(["accept4,EMFILE"], child.Successful().Lines);
    }

    // Whoever closes first keeps the connection, as FIN_WAIT2 while the other end is open.
    private static EndPoint LeaveALingeringConnection(out RawSocket client)
    {
        using WatchedServer watched = new();
        client = watched.Connect();
        WatchedServer.AssertEchoes(client, seed: 1);
        return watched.EndPoint;
    }
}
