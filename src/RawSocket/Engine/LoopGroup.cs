namespace RawSockets.Engine;

/// <summary>The loops of one server, each on a thread of its own; when the first of them fails, all end.</summary>
internal sealed class LoopGroup
{
    private readonly EventLoop[] _loops;
    private readonly Lock _lock = new();
    private Exception? _fault;
    private int _running;

    internal LoopGroup(EngineContext context, int count, Func<LoopGroup, EngineContext, EventLoop> make)
    {
        _loops = new EventLoop[count];
        for (int i = 0; i < count; i++)
        {
            try
            {
                _loops[i] = make(this, context);
            }
            catch
            {
                foreach (EventLoop made in _loops.Take(i))
                {
                    made.CloseAll();
                }

                throw;
            }
        }
    }

    /// <summary>The loop that accepts, and that serves datagrams.</summary>
    internal EventLoop First => _loops[0];

    internal IReadOnlyList<EventLoop> All => _loops;

    internal int ConnectionCount => _loops.Sum(static loop => loop.ConnectionCount);

    internal long TotalConnections => _loops.Sum(static loop => loop.TotalConnections);

    internal long BytesReceived => _loops.Sum(static loop => loop.BytesReceived);

    internal long BytesSent => _loops.Sum(static loop => loop.BytesSent);

    internal long DrainedConnections => _loops.Sum(static loop => loop.DrainedConnections);

    internal long TimedOutConnections => _loops.Sum(static loop => loop.TimedOutConnections);

    /// <summary>Starts to serve. When all is over, whatever the cause, <paramref name="ended"/> is called once, with the fault if any.</summary>
    internal void Start(string name, Action<Exception?> ended)
    {
        _running = _loops.Length;
        for (int i = 0; i < _loops.Length; i++)
        {
            EventLoop loop = _loops[i];
            string thread = _loops.Length == 1 ? name : $"{name} {i + 1}/{_loops.Length}";
            new Thread(() => Run(loop, ended)) { IsBackground = true, Name = thread }.Start();
        }
    }

    /// <summary>Ends all loops, within the drain timeout, because of something that leaves them without purpose.</summary>
    internal void Fail(Exception fault, int drainTimeout)
    {
        lock (_lock)
        {
            _fault ??= fault;
        }

        RequestStop(drainTimeout);
    }

    internal void RequestStop(int drainTimeout)
    {
        foreach (EventLoop loop in _loops)
        {
            loop.RequestStop(drainTimeout);
        }
    }

    /// <summary>The loop with the fewest clients, the first of several.</summary>
    internal EventLoop LeastLoaded()
    {
        EventLoop least = _loops[0];
        for (int i = 1; i < _loops.Length; i++)
        {
            least = _loops[i].Load < least.Load ? _loops[i] : least;
        }

        return least;
    }

    private void Run(EventLoop loop, Action<Exception?> ended)
    {
        if (loop.Run() is { } fault)
        {
            Fail(fault, drainTimeout: 0);
        }

        bool last;
        lock (_lock)
        {
            last = --_running == 0;
        }

        if (last)
        {
            ended(_fault);
        }
    }
}
