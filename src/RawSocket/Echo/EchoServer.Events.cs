namespace RawSockets.Echo;

/// <content>Events</content>
public sealed partial class EchoServer
{
    private readonly Lock _handlerLock = new();
    private EventHandler<EchoServerEventArgs>? _handlers;
    private EventSubscription? _dispatched;

    /// <summary>
    /// Raised for everything that happens from the moment on at which the first handler was added, in order, on a thread of its own: a slow
    /// handler does not hold up the server.
    /// </summary>
    public event EventHandler<EchoServerEventArgs> EventOccurred
    {
        add
        {
            lock (_handlerLock)
            {
                _handlers += value;
                if (_dispatched is null)
                {
                    _dispatched = Subscribe();
                    EventSubscription events = _dispatched;
                    new Thread(() => Dispatch(events)) { IsBackground = true, Name = $"Echo events {LocalEndPoint}" }.Start();
                }
            }
        }

        remove
        {
            lock (_handlerLock)
            {
                _handlers -= value;
                if (_handlers is null)
                {
                    _dispatched?.Dispose();
                    _dispatched = null;
                }
            }
        }
    }

    /// <summary>Lets the caller take the events that happen from now on.</summary>
    /// <param name="mostPerSecond">
    /// How many clients that come, go or are rejected are told one by one in a second, 0 or more; those beyond are summed up, in one event a
    /// second. Null to be told of each.
    /// </param>
    /// <returns>The subscription; the caller disposes it.</returns>
    public EventSubscription Subscribe(int? mostPerSecond = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostPerSecond ?? 0, nameof(mostPerSecond));
        return _events.Subscribe(mostPerSecond);
    }

    private void Dispatch(EventSubscription events)
    {
        while (events.Take(CancellationToken.None) is { } happened)
        {
            try
            {
                _handlers?.Invoke(this, new EchoServerEventArgs(happened));
            }
#pragma warning disable CA1031 // A handler's failure is its own; on this thread it would end the user's shell.
            catch (Exception)
            {
                // The next event may fare better.
            }
#pragma warning restore CA1031
        }
    }
}
