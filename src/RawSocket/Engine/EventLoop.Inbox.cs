using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>What other threads give to the loop: connections and questions. Once per connection or question, never per byte.</content>
internal abstract partial class EventLoop
{
    private readonly Lock _inboxLock = new();
    private readonly Queue<Accepted> _handedOver = [];
    private readonly Queue<Action<EventLoop>> _questions = [];
    private bool _inboxClosed;

    /// <summary>Gives a connection to this loop.</summary>
    /// <returns>Whether it took it; a loop that has ended does not.</returns>
    internal bool TryHandOver(Accepted accepted)
    {
        lock (_inboxLock)
        {
            if (_inboxClosed)
            {
                return false;
            }

            Interlocked.Increment(ref _load);
            _handedOver.Enqueue(accepted);
            Wake.Set();
            return true;
        }
    }

    /// <summary>Has something done on the loop's thread, soon.</summary>
    /// <returns>Whether it will be; a loop that has ended does nothing.</returns>
    internal bool TryAsk(Action<EventLoop> question)
    {
        lock (_inboxLock)
        {
            if (_inboxClosed)
            {
                return false;
            }

            _questions.Enqueue(question);
            Wake.Set();
            return true;
        }
    }

    /// <summary>Ends the wait of a step when <paramref name="token"/> is cancelled; dispose the registration before the loop.</summary>
    internal CancellationTokenRegistration WakeOn(CancellationToken token) => Wake.WakeOn(token);

    /// <summary>Does what others asked for; called when <see cref="Wake"/> was set.</summary>
    private protected void EmptyInbox()
    {
        Wake.Clear();
        while (TryDequeue(_handedOver, out Accepted accepted))
        {
            Admit(accepted);
        }

        while (TryDequeue(_questions, out Action<EventLoop>? question))
        {
            question!(this);
        }
    }

    private bool TryDequeue<T>(Queue<T> queue, out T? item)
    {
        lock (_inboxLock)
        {
            return queue.TryDequeue(out item);
        }
    }

    /// <summary>Closes the inbox, unless there is a connection in it: a client that was given to this loop is served to its end.</summary>
    private bool TryCloseInbox()
    {
        lock (_inboxLock)
        {
            _inboxClosed |= _handedOver.Count == 0;
            return _inboxClosed;
        }
    }

    private void CloseInbox()
    {
        lock (_inboxLock)
        {
            _inboxClosed = true;
        }

        while (TryDequeue(_handedOver, out Accepted left))
        {
            Context.Gate.Release(left.Peer);
            _ = Sys.Close(left.Descriptor);
        }

        while (TryDequeue(_questions, out Action<EventLoop>? question))
        {
            question!(this);
        }
    }
}
