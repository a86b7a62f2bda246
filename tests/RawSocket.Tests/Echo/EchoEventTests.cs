using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

public abstract class EchoEventTests(EchoEngine engine)
{
    [Fact]
    public void The_events_of_a_client_come_in_order_with_its_counts_and_cause()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        WatchedServer.AssertEchoes(client, seed: 1);
        client.Close();

        EchoServerEvent started = watched.Next(EchoServerEventKind.Started);
        EchoServerEvent connected = watched.Next(EchoServerEventKind.Connected);
        EchoServerEvent disconnected = watched.Next(EchoServerEventKind.Disconnected);
        watched.Server.RequestStop();
        EchoServerEvent stopped = watched.Next(EchoServerEventKind.Stopped);

        Assert.All([started, connected, disconnected, stopped], one => Assert.Equal(watched.EndPoint, one.LocalEndPoint));
        Assert.True(started.Time <= connected.Time && connected.Time <= disconnected.Time && disconnected.Time <= stopped.Time);
        Assert.Equal(watched.Server.StartTime, started.Time);
        Assert.Equal(client.LocalEndPoint, connected.RemoteEndPoint);
        Assert.Equal(client.LocalEndPoint, disconnected.RemoteEndPoint);
        Assert.Equal((1000, 1000, DisconnectCause.EndOfStream), (disconnected.BytesReceived, disconnected.BytesSent, disconnected.Cause));
        Assert.Null(disconnected.Error);
        Assert.Equal((1000, 1000, null), (stopped.BytesReceived, stopped.BytesSent, stopped.Cause));
        Assert.Null(stopped.Error);
        Assert.Null(watched.NextOrEnd());
    }

    [Fact]
    public void A_client_that_is_reset_ends_alone_as_an_error()
    {
        using WatchedServer watched = Watch();
        using RawSocket other = watched.Connect();
        using RawSocket client = watched.Connect();
        WatchedServer.AssertEchoes(client, seed: 2);

        ConnectedPair.Reset(client);

        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal(client.LocalEndPoint, ended.RemoteEndPoint);
        Assert.Equal(DisconnectCause.Error, ended.Cause);
        Assert.Equal("recv,ECONNRESET", Assert.IsType<RawSocketException>(ended.Error).Identifier);
        WatchedServer.AssertEchoes(other, seed: 3);
        Assert.Equal(1, watched.Server.ConnectionCount);
        Assert.Equal(EchoServerState.Running, watched.Server.State);
    }

    [Fact]
    public void A_client_that_is_reset_while_its_echo_waits_ends_as_an_error_of_sending()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        Flood.UntilStuck(client);

        ConnectedPair.Reset(client);

        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal(DisconnectCause.Error, ended.Cause);
        Assert.Equal("send", Assert.IsType<RawSocketException>(ended.Error).SystemCall);
        Assert.Equal((watched.Server.BytesReceived, watched.Server.BytesSent), (ended.BytesReceived, ended.BytesSent));
    }

    [Fact]
    public void A_subscriber_that_comes_later_gets_what_happens_from_then_on()
    {
        using WatchedServer watched = Watch();
        using RawSocket before = watched.Connect();
        watched.NextOf(EchoServerEventKind.Connected);

        using EventSubscription late = watched.Server.Subscribe();
        using RawSocket after = watched.Connect();

        EchoServerEvent? first = late.Take(Bounded.Token);
        Assert.Equal((EchoServerEventKind.Connected, after.LocalEndPoint), (first?.Event, first?.RemoteEndPoint));
    }

    [Fact]
    public void Every_subscriber_gets_every_event()
    {
        using WatchedServer watched = Watch();
        using EventSubscription second = watched.Server.Subscribe();

        using RawSocket client = watched.Connect();

        Assert.Equal(watched.NextOf(EchoServerEventKind.Connected), second.Take(Bounded.Token));
    }

    [Fact]
    public void A_subscription_to_a_server_that_has_ended_is_at_its_end()
    {
        WatchedServer watched = Watch();
        watched.Dispose();

        using EventSubscription late = watched.Server.Subscribe();

        Assert.Null(late.Take(Bounded.Token));
    }

    [Fact]
    public void A_subscription_that_is_disposed_ends_its_taker()
    {
        using WatchedServer watched = Watch();
        EventSubscription subscription = watched.Server.Subscribe();
        CancellationToken token = Bounded.Token;
        EchoServerEvent? taken = new(EchoServerEventKind.Started, default, null);
        BlockedThread taker = BlockedThread.Start(() => taken = subscription.Take(token));

        subscription.Dispose();

        taker.EndWell();
        Assert.Null(taken);
    }

    [Fact]
    public void Taking_can_be_cancelled()
    {
        using WatchedServer watched = Watch();
        using EventSubscription subscription = watched.Server.Subscribe();

        Assert.ThrowsAny<OperationCanceledException>(() => subscription.Take(new CancellationToken(canceled: true)));
    }

    private WatchedServer Watch(EchoServerOptions? options = null) => Engines.Watch(engine, options);
}

public sealed class EpollEchoEventTests() : EchoEventTests(EchoEngine.Epoll);

public sealed class UringEchoEventTests() : EchoEventTests(EchoEngine.IoUring);
