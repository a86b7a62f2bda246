using RawSockets.Echo;

namespace RawSockets.Tests;

public sealed class EventSubscriptionTests
{
    private const int Capacity = 65_536;
    private const int TooMany = 10;

    [Fact]
    public void Events_that_nobody_takes_are_dropped_from_the_oldest_and_their_count_is_told_in_their_place()
    {
        using EventSubscription subscription = new(static _ => { });
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
        using EventSubscription subscription = new(static _ => { });
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

    private static void Publish(EventSubscription subscription, int count)
    {
        for (int number = 0; number < count; number++)
        {
            subscription.Publish(new EchoServerEvent(EchoServerEventKind.Connected, default, null) { BytesReceived = number });
        }
    }
}
