using RawSockets.Echo;

namespace RawSockets.Tests;

public sealed class EventSubscriptionTests
{
    private const int Capacity = 65_536;
    private const int TooMany = 10;

    [Fact]
    public void Events_that_nobody_takes_are_dropped_from_the_oldest_and_their_count_is_told_in_their_place()
    {
        using EventSubscription subscription = new(static _ => { }, mostPerSecond: null);
        Publish(subscription, Capacity + TooMany);

        EchoServerEvent? first = subscription.Take(Bounded.Token);
        Assert.Equal((EchoServerEventKind.EventsLost, TooMany), (first?.Event, first?.Lost));
        for (int number = TooMany; number < Capacity + TooMany; number++)
        {
            Assert.Equal(number, subscription.Take(Bounded.Token)?.BytesReceived);
        }
    }

    [Fact]
    public void Nothing_more_is_lost_when_the_server_ends_meanwhile()
    {
        using EventSubscription subscription = new(static _ => { }, mostPerSecond: null);
        Publish(subscription, Capacity + TooMany);
        subscription.Complete();
        CancellationToken token = Bounded.Token;

        long lost = 0;
        int taken = 0;
        while (subscription.Take(token) is { } next)
        {
            lost += next.Lost;
            taken += next.Event == EchoServerEventKind.EventsLost ? 0 : 1;
        }

        Assert.Equal((TooMany, Capacity), (lost, taken));
    }

    [Fact]
    public void Clients_beyond_what_is_told_are_summed_up_and_none_is_left_out()
    {
        const int Clients = 300;
        const int Told = 5;
        using EchoServer server = EchoServer.Start(new EchoServerOptions(), out EventSubscription events, mostPerSecond: Told);
        using EventSubscription all = server.Subscribe();
        for (int i = 0; i < Clients; i++)
        {
            using RawSocket client = Loopback.ClientOf(server.LocalEndPoint!);
            WatchedServer.AssertEchoes(client, seed: i);
        }

        server.RequestStop();
        List<EchoServerEvent> told = [.. TakeAll(events)];
        events.Dispose();

        EchoServerEvent[] summaries = [.. told.Where(static one => one.Event == EchoServerEventKind.Summary)];
        int Single(EchoServerEventKind kind) => told.Count(one => one.Event == kind);
        Assert.NotEmpty(summaries);
        Assert.InRange(Single(EchoServerEventKind.Connected) + Single(EchoServerEventKind.Disconnected), 1, Told * (summaries.Length + 1));
        Assert.Equal(Clients, Single(EchoServerEventKind.Connected) + summaries.Sum(static one => one.ConnectedCount));
        Assert.Equal(Clients, Single(EchoServerEventKind.Disconnected) + summaries.Sum(static one => one.DisconnectedCount));
        Assert.Equal(
            server.BytesReceived,
            told.Where(static one => one.Event is EchoServerEventKind.Disconnected or EchoServerEventKind.Summary).Sum(static one => one.BytesReceived));
        Assert.Equal(EchoServerEventKind.Stopped, told[^1].Event);

        // Another listener is told of each.
        Assert.Equal(Clients, TakeAll(all).Count(static one => one.Event == EchoServerEventKind.Connected));
    }

    [Fact]
    public void A_summary_comes_though_nothing_more_happens()
    {
        using EchoServer server = EchoServer.Start(new EchoServerOptions(), out EventSubscription events, mostPerSecond: 0);
        Assert.Equal(EchoServerEventKind.Started, events.Take(Bounded.Token)?.Event);
        using RawSocket client = Loopback.ClientOf(server.LocalEndPoint!);

        EchoServerEvent? summary = events.Take(Bounded.Token);

        Assert.Equal((EchoServerEventKind.Summary, 1, 0), (summary?.Event, summary?.ConnectedCount, summary?.DisconnectedCount));
        events.Dispose();
    }

    private static IEnumerable<EchoServerEvent> TakeAll(EventSubscription events)
    {
        while (events.Take(Bounded.Token) is { } next)
        {
            yield return next;
        }
    }

    private static void Publish(EventSubscription subscription, int count)
    {
        for (int number = 0; number < count; number++)
        {
            subscription.Publish(new EchoServerEvent(EchoServerEventKind.Connected, default, null) { BytesReceived = number });
        }
    }
}
