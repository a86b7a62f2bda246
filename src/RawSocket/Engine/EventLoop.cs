using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>
/// One thread that serves clients. What is the same for every way of waiting is here: who is connected, limits, timers, events and
/// the stop. What differs, epoll(7) or io_uring(7), is in the classes below.
/// </summary>
internal abstract partial class EventLoop : IDisposable
{
    private readonly ClientTable _clients = new();
    private readonly LoopGroup _group;
    private long _bytesReceived;
    private long _bytesSent;
    private long _totalConnections;
    private int _connectionCount;
    private int _load;

    private protected EventLoop(LoopGroup group, EngineContext context)
    {
        _group = group;
        Context = context;
    }

    internal int ConnectionCount => Volatile.Read(ref _connectionCount);

    /// <summary>Clients that it has or is about to get.</summary>
    internal int Load => Volatile.Read(ref _load);

    internal long TotalConnections => Volatile.Read(ref _totalConnections);

    internal long BytesReceived => Volatile.Read(ref _bytesReceived);

    internal long BytesSent => Volatile.Read(ref _bytesSent);

    internal IEnumerable<Client> Clients => _clients.All();

    /// <summary>This loop's listeners; only one loop of a server has any.</summary>
    internal List<Listener> Listeners { get; } = [];

    /// <summary>This loop's datagram sockets; only one loop of a server has any.</summary>
    internal List<DatagramPort> DatagramPorts { get; } = [];

    /// <summary>Milliseconds of a monotonic clock, read once a turn.</summary>
    internal long Now { get; private set; } = Environment.TickCount64;

    private protected EngineContext Context { get; }

    private protected WakeSignal Wake { get; } = new();

    /// <summary>Serves until it is stopped or fails; never throws.</summary>
    /// <returns>Why it failed, or null.</returns>
    internal Exception? Run()
    {
        Exception? fault = null;
        try
        {
            Serve();
        }
#pragma warning disable CA1031 // An exception that leaves this thread would end the user's shell; it becomes the server's fault.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            fault = exception;
        }

        CloseAll();
        return fault;
    }

    /// <summary>Sends to a client, or keeps what the kernel does not take, in order.</summary>
    internal abstract void Send(Client client, ReadOnlySpan<byte> data);

    /// <summary>Sends of what is queued for a client what the kernel takes now, where it does not do so by itself.</summary>
    internal virtual void Flush(Client client)
    {
    }

    /// <summary>Prepares the poller, on the loop's own thread; it watches <see cref="Wake"/>.</summary>
    private protected abstract void Open();

    /// <summary>Watches a listener for connections, or no longer.</summary>
    private protected abstract void Watch(Listener listener, bool accepts);

    /// <summary>Watches a datagram socket for what it waits for.</summary>
    private protected abstract void Watch(DatagramPort port);

    /// <summary>Waits, at most so many milliseconds or without limit when -1, and serves what is ready.</summary>
    private protected abstract void Turn(int timeout);

    /// <summary>Begins to watch a new client.</summary>
    /// <returns>Whether that was possible; otherwise the client has ended.</returns>
    private protected abstract bool Begin(Client client);

    /// <summary>Looks whether a new client has sent something already.</summary>
    private protected abstract void LookAtFirst(Client client);

    /// <summary>What the client is waited for may have changed.</summary>
    private protected abstract void Update(Client client);

    /// <summary>Gives up what the poller holds of a client, and closes its descriptor.</summary>
    private protected abstract void Close(Client client);

    /// <summary>Stops what the poller receives and accepts by itself, before the loop looks at what has arrived.</summary>
    private protected abstract void Quiet();

    /// <summary>Releases the poller; called once, when no client is left.</summary>
    public abstract void Dispose();

    private protected void ReadClock() => Now = Environment.TickCount64;

    private protected bool TryGet(int descriptor, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Client? client) =>
        _clients.TryGet(descriptor, out client);

    // Not List.Find: its closure would be a piece of memory for each connection and each batch of datagrams.
    private protected Listener? FindListener(int descriptor)
    {
        foreach (Listener listener in Listeners)
        {
            if (listener.Descriptor == descriptor)
            {
                return listener;
            }
        }

        return null;
    }

    private protected DatagramPort? FindDatagramPort(int descriptor)
    {
        foreach (DatagramPort port in DatagramPorts)
        {
            if (port.Descriptor == descriptor)
            {
                return port;
            }
        }

        return null;
    }

    private protected static void Require(string systemCall, int result)
    {
        if (result < 0)
        {
            throw RawSocketException.FromResult(systemCall, result);
        }
    }

    /// <summary>Prepares to serve; what follows is up to <see cref="Step"/>.</summary>
    /// <exception cref="ObjectDisposedException">Somebody has closed a socket that it was to serve.</exception>
    internal void Start()
    {
        Listeners.ForEach(static listener => listener.Hold());
        DatagramPorts.ForEach(static port => port.Hold());
        Open();
        Listeners.ForEach(listener => Watch(listener, accepts: true));
        DatagramPorts.ForEach(Watch);
        StartTimers();
    }

    /// <summary>Waits for something to happen and deals with it, once.</summary>
    /// <param name="longest">The longest wait, in milliseconds; -1 for no limit.</param>
    /// <returns>Whether there is more to come; otherwise it was stopped and all clients are served to their end.</returns>
    internal bool Step(int longest)
    {
        if (Draining)
        {
            return DrainStep(longest);
        }

        if (StopRequested)
        {
            BeginDrain();
            return true;
        }

        Turn(Shorter(longest, TimeToNextTimer()));
        if (Now >= NextTimer)
        {
            RunTimers();
        }

        return true;
    }

    private void Serve()
    {
        Start();
        while (Step(Timeout.Infinite))
        {
        }
    }

    private static int Shorter(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);

    /// <summary>Ends at once, whatever state it is in; called once, when nobody makes it go on any more.</summary>
    internal void CloseAll()
    {
        // First the poller: what it was still asked to do is about numbers that are these clients' only until they are closed.
        Dispose();
        foreach (Client client in _clients.All())
        {
            _ = Sys.Close(client.Descriptor);
            Context.Gate.Release(client.Peer);
            _clients.Remove(client);
        }

        Volatile.Write(ref _connectionCount, 0);
        CloseInbox();
        Listeners.ForEach(static listener => listener.Close());
        DatagramPorts.ForEach(static port => port.Close());
        lock (_stopLock)
        {
            _wakeGone = true;
            Wake.Dispose();
        }
    }
}
