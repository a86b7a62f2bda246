using System.Threading.Channels;

namespace RawSockets.Echo;

/// <summary>
/// A listener's own queue of server events. It is bounded, so that a listener that stopped reading costs the server nothing; what
/// did not fit is counted and told.
/// </summary>
public sealed class EventSubscription : IDisposable
{
    private const int Capacity = 65_536;
    private readonly Channel<EchoServerEvent> _queue;
    private readonly Action<EventSubscription> _remove;
    private EchoServerEvent? _held;
    private long _lost;

    internal EventSubscription(Action<EventSubscription> remove)
    {
        _remove = remove;
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
                long lost = Interlocked.Exchange(ref _lost, 0);
                if (lost == 0)
                {
                    return next;
                }

                _held = next;
                return new EchoServerEvent(EchoServerEventKind.EventsLost, DateTimeOffset.Now, next.LocalEndPoint) { Lost = lost };
            }

            if (!_queue.Reader.WaitToReadAsync(cancellationToken).AsTask().GetAwaiter().GetResult())
            {
                return null;
            }
        }
    }

    /// <summary>Ends the subscription.</summary>
    public void Dispose()
    {
        _remove(this);
        Complete();
    }

    internal void Publish(EchoServerEvent happened) => _queue.Writer.TryWrite(happened);

    internal void Complete() => _queue.Writer.TryComplete();
}
