using RawSockets.Echo;

namespace RawSockets.Tests;

public abstract class EchoLifeTests(EchoEngine engine)
{
    [Fact]
    public void A_server_goes_from_running_through_stopping_to_stopped()
    {
        using WatchedServer watched = Watch();
        EchoServer server = watched.Server;
        using RawSocket client = watched.Connect();
        Flood.UntilStuck(client);

        Assert.Equal((EchoServerState.Running, false), (server.State, server.HasEnded));
        server.RequestStop(drainTimeout: -1);
        Assert.Equal((EchoServerState.Stopping, false), (server.State, server.HasEnded));
        Assert.False(server.WaitForEnd(50, Bounded.Token));
        server.RequestStop(drainTimeout: 0);
        Assert.True(server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));
        Assert.Equal((EchoServerState.Stopped, true), (server.State, server.HasEnded));
        Assert.Equal(0, server.ConnectionCount);
        Assert.Null(server.Fault);
    }

    [Fact]
    public void A_later_stop_can_only_shorten_the_time()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        Flood.UntilStuck(client);

        watched.Server.RequestStop(drainTimeout: 100);
        watched.Server.RequestStop(drainTimeout: -1);

        Assert.True(watched.Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));
    }

    [Fact]
    public void Stopping_a_server_that_has_ended_is_no_error()
    {
        using WatchedServer watched = Watch();
        watched.Server.RequestStop();
        Assert.True(watched.Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));

        watched.Server.RequestStop();
        watched.Server.RequestStop(0);
        watched.Server.Dispose();

        Assert.Equal(EchoServerState.Stopped, watched.Server.State);
    }

    [Fact]
    public void A_running_server_is_waited_for_no_longer_than_asked()
    {
        using WatchedServer watched = Watch();

        Assert.False(watched.Server.WaitForEnd(1, Bounded.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => watched.Server.WaitForEnd(cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(EchoServerState.Running, watched.Server.State);
    }

    [Fact]
    public void Disposing_stops_it_and_waits()
    {
        EchoServer server = EchoServer.Start(new EchoServerOptions { Engine = engine });

        server.Dispose();

        Assert.Equal(EchoServerState.Stopped, server.State);
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Refused.With("connect,ECONNREFUSED", () => client.Connect(server.LocalEndPoint!, cancellationToken: Bounded.Token));
    }

    [Fact]
    public void It_says_where_it_listens_and_how_it_is()
    {
        using WatchedServer watched = Watch();

        Assert.Equal($"echo server {watched.EndPoint} Running", watched.Server.ToString());
    }

    [Fact]
    public void Its_counters_follow_its_clients()
    {
        using WatchedServer watched = Watch();
        RawSocket first = watched.Connect();
        using RawSocket second = watched.Connect();
        WatchedServer.AssertEchoes(first, seed: 1);
        WatchedServer.AssertEchoes(second, seed: 2);

        Assert.Equal((2, 2), (watched.Server.ConnectionCount, watched.Server.TotalConnections));
        first.Close();
        watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal((1, 2), (watched.Server.ConnectionCount, watched.Server.TotalConnections));
        WatchedServer.AwaitCounter(2000, () => watched.Server.BytesReceived);
        WatchedServer.AwaitCounter(2000, () => watched.Server.BytesSent);
    }

    [Fact]
    public void A_listener_that_somebody_shuts_down_ends_the_server_when_it_was_the_last()
    {
        RawSocket listener = Loopback.Listener();
        using WatchedServer watched = Watch(new EchoServerOptions { EndPoints = [], Sockets = [listener] });
        using RawSocket client = watched.Connect();
        WatchedServer.AssertEchoes(client, seed: 1);

        listener.Shutdown(ShutdownDirection.Both);

        var told = Assert.IsType<RawSocketException>(watched.NextOf(EchoServerEventKind.AcceptFailed).Error);
        Assert.Equal("accept4,EINVAL", told.Identifier);
        client.Close();
        Assert.True(watched.Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));
        Assert.Equal((EchoServerState.Faulted, told), (watched.Server.State, watched.Server.Fault));
    }

    [Fact]
    public void A_listener_that_somebody_shuts_down_ends_alone_when_there_are_others()
    {
        RawSocket listener = Loopback.Listener();
        using WatchedServer watched = Watch(new EchoServerOptions { EndPoints = [], Sockets = [listener, Loopback.Listener()] });

        listener.Shutdown(ShutdownDirection.Both);

        watched.NextOf(EchoServerEventKind.AcceptFailed);
        using RawSocket client = Loopback.ClientOf(watched.Server.LocalEndPoints[1]);
        WatchedServer.AssertEchoes(client, seed: 2);
        Assert.Equal(EchoServerState.Running, watched.Server.State);
    }

    private WatchedServer Watch(EchoServerOptions? options = null) => Engines.Watch(engine, options);
}

public sealed class EpollEchoLifeTests() : EchoLifeTests(EchoEngine.Epoll);

public sealed class UringEchoLifeTests() : EchoLifeTests(EchoEngine.IoUring);
