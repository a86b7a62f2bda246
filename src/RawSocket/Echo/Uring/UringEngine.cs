using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>
/// Serves all clients from one thread over io_uring(7): while many are busy, one system call moves the echoes of about twenty.
/// </summary>
internal sealed partial class UringEngine : IEchoEngine, IUringOwner
{
    private readonly RawSocket _listener;
    private readonly EventHub _events;
    private readonly UringLoop _loop;
    private readonly WakeSignal _wake = new();
    private long _totalConnections;
    private long _bytesReceived;
    private long _bytesSent;
    private int _connectionCount;

    /// <exception cref="RawSocketException">There is no io_uring here; its message says why.</exception>
    internal UringEngine(RawSocket listener, int bufferSize, EventHub events)
    {
        _listener = listener;
        _events = events;
        if (UringLoop.TryCreate(bufferSize, this, out IoUringRefusal? refusal) is { } loop)
        {
            _loop = loop;
            return;
        }

        _wake.Dispose();
        throw refusal!.ToException();
    }

    public int ConnectionCount => Volatile.Read(ref _connectionCount);

    public long TotalConnections => Volatile.Read(ref _totalConnections);

    public long BytesReceived => Volatile.Read(ref _bytesReceived);

    public long BytesSent => Volatile.Read(ref _bytesSent);

    public void Start(Action<Exception?> ended)
    {
        Thread thread = new(() => Run(ended)) { IsBackground = true, Name = $"Echo {_listener.LocalEndPoint}" };
        thread.Start();
    }

    private void Run(Action<Exception?> ended)
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
        ended(fault);
    }

    private void Serve()
    {
        using var listener = _listener.Handle.Use();
        using var wake = _wake.Descriptor.Use();
        _loop.Enable();
        _loop.WakeOn(wake.Number);

        // On a non-blocking listener older kernels fail with EAGAIN instead of waiting for a connection.
        _listener.SetNonBlocking(false);
        StartAccepting(listener.Number);
        while (!_stopRequested)
        {
            _loop.Turn(_acceptAgain.RemainingMilliseconds);
            ResumeAccepting(listener.Number);
        }

        Drain(listener.Number);
    }

    void IUringOwner.Woken() => _wake.Clear();

    void IUringOwner.Moved(long received, long sent)
    {
        Volatile.Write(ref _bytesReceived, _bytesReceived + received);
        Volatile.Write(ref _bytesSent, _bytesSent + sent);
    }

    void IUringOwner.Over(UringSession session, string systemCall, int result)
    {
        if (result == 0)
        {
            End(session, DisconnectCause.EndOfStream, null);
        }
        else if (_isDraining && result == -Errno.Numbers.EAGAIN)
        {
            End(session, DisconnectCause.ServerStopped, null);
        }
        else
        {
            End(session, DisconnectCause.Error, RawSocketException.FromResult(systemCall, result, session.RemoteEndPoint));
        }
    }

    private void End(UringSession session, DisconnectCause cause, Exception? error)
    {
        _loop.End(session);
        Volatile.Write(ref _connectionCount, _connectionCount - 1);
        if (!_events.IsWatched)
        {
            return;
        }

        _events.Publish(new EchoServerEvent(EchoServerEventKind.Disconnected, DateTimeOffset.Now, _listener.LocalEndPoint)
        {
            RemoteEndPoint = session.RemoteEndPoint,
            BytesReceived = session.BytesReceived,
            BytesSent = session.BytesSent,
            Cause = cause,
            Error = error,
        });
    }

    public void Dispose()
    {
        _loop.Dispose();
        lock (_stopLock)
        {
            _wakeGone = true;
            _wake.Dispose();
        }
    }

    private void CloseAll()
    {
        Volatile.Write(ref _connectionCount, 0);
        _listener.Close();
        Dispose();
    }
}
