using System.Collections.Immutable;

namespace RawSockets.Echo;

/// <summary>Hands each server event to whoever subscribed.</summary>
internal sealed class EventHub
{
    private ImmutableArray<EventSubscription> _subscriptions = [];
    private volatile bool _completed;

    /// <summary>Whether anybody listens; if not, an event need not be made.</summary>
    internal bool IsWatched => !_subscriptions.IsEmpty;

    internal EventSubscription Subscribe()
    {
        EventSubscription subscription = new(Remove);
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Add(one), subscription);
        if (_completed)
        {
            subscription.Complete();
        }

        return subscription;
    }

    internal void Publish(EchoServerEvent happened)
    {
        foreach (EventSubscription subscription in _subscriptions)
        {
            subscription.Publish(happened);
        }
    }

    /// <summary>Tells all listeners that nothing more will come.</summary>
    internal void Complete()
    {
        _completed = true;
        foreach (EventSubscription subscription in _subscriptions)
        {
            subscription.Complete();
        }
    }

    private void Remove(EventSubscription gone) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Remove(one), gone);
}
