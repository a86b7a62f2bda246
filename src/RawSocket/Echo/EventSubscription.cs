using System.Threading.Channels;

namespace RawSockets.Echo;

/// <summary>
/// A listener's own queue of server events. It is bounded, so that a listener that stopped reading costs the server nothing; what
/// did not fit is counted and told. A listener can have clients that come and go faster than it wants to hear of summed up.
/// </summary>
public sealed class EventSubscription : IDisposable
{
    private const int Capacity = 65_536;
    private readonly Channel<EchoServerEvent> _queue;
    private readonly Action<EventSubscription> _remove;
    private readonly EventTally? _tally;
    private Task<bool>? _more;
    private EchoServerEvent? _held;
    private long _lost;

    internal EventSubscription(Action<EventSubscription> remove, int? mostPerSecond)
    {
        _remove = remove;
        _tally = mostPerSecond is { } most ? new EventTally(most) : null;
        _queue = Channel.CreateBounded<EchoServerEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = false, SingleReader = true },
            _ => Interlocked.Increment(ref _lost));
    }

    /// <summary>Waits for the next event.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event, or null when the server ended and all were taken.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public EchoServerEvent? Take(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_held is { } held)
            {
                _held = null;
                return held;
            }

            if (_queue.Reader.TryRead(out EchoServerEvent? next))
            {
                if (Before(next) is not { } first)
                {
                    return next;
                }

                _held = next;
                return first;
            }

            if (_tally?.Take(now: false) is { } summary)
            {
                return summary;
            }

            if (!WaitForMore(cancellationToken))
            {
                return _tally?.Take(now: true);
            }
        }
    }

    /// <summary>Ends the subscription.</summary>
    public void Dispose()
    {
        _remove(this);
        Complete();
    }

    /// <summary>Whether such an event is told by itself; otherwise it is only counted.</summary>
    internal bool Admits(EchoServerEventKind kind, long received, long sent) => _tally is null || _tally.Admits(kind, received, sent);

    internal void Publish(EchoServerEvent happened) => _queue.Writer.TryWrite(happened);

    internal void Complete() => _queue.Writer.TryComplete();

    // What has to be told before an event: what was lost, and what was summed up before the last of all.
    private EchoServerEvent? Before(EchoServerEvent next)
    {
        long lost = Interlocked.Exchange(ref _lost, 0);
        return lost > 0 ? new EchoServerEvent(EchoServerEventKind.EventsLost, DateTimeOffset.Now, next.LocalEndPoint) { Lost = lost }
            : next.Event == EchoServerEventKind.Stopped ? _tally?.Take(now: true)
            : null;
    }

    /// <returns>Whether there may be more; not when the server has ended.</returns>
    private bool WaitForMore(CancellationToken cancellationToken)
    {
        // One question at a time: each that was given up would stay in the channel's list until the next event.
        _more ??= _queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        if (!_more.Wait(_tally is null ? Timeout.Infinite : EventTally.Window, cancellationToken))
        {
            return true;
        }

        bool hasMore = _more.Result;
        _more = null;
        return hasMore;
    }
}
