using System.Collections.Immutable;

namespace RawSockets.Echo;

/// <summary>Hands each server event to whoever subscribed.</summary>
internal sealed class EventHub
{
    private ImmutableArray<EventSubscription> _subscriptions = [];
    private volatile bool _completed;

    /// <summary>Whether anybody listens; if not, an event need not be made.</summary>
    internal bool IsWatched => !_subscriptions.IsEmpty;

    internal EventSubscription Subscribe(int? mostPerSecond = null)
    {
        EventSubscription subscription = new(Remove, mostPerSecond);
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

    /// <summary>Publishes an event that is made only if somebody wants to hear of it by itself.</summary>
    internal void Publish<T>(EchoServerEventKind kind, T about, Func<T, EchoServerEvent> make, long received = 0, long sent = 0)
    {
        EchoServerEvent? happened = null;
        foreach (EventSubscription subscription in _subscriptions)
        {
            if (subscription.Admits(kind, received, sent))
            {
                subscription.Publish(happened ??= make(about));
            }
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
