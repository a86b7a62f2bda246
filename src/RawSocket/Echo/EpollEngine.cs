using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>
/// Serves all clients from one thread that waits in epoll(7), level-triggered. Each client is served one receive per turn, so
/// none starves the others, and a client that does not read its echo is not read from.
/// </summary>
internal sealed partial class EpollEngine : IEchoEngine
{
    private readonly RawSocket _listener;
    private readonly EventHub _events;
    private readonly byte[] _buffer;
    private readonly SafeDescriptor _epoll;
    private readonly WakeSignal _wake = new();
    private readonly Dictionary<int, ClientSession> _sessions = [];
    private readonly EpollReport[] _reports = new EpollReport[256];
    private long _totalConnections;
    private long _bytesReceived;
    private long _bytesSent;
    private int _connectionCount;

    internal EpollEngine(RawSocket listener, int bufferSize, EventHub events)
    {
        _listener = listener;
        _events = events;
        _buffer = GC.AllocateUninitializedArray<byte>(bufferSize, pinned: true);
        int epoll = Sys.EpollCreate();
        if (epoll < 0)
        {
            _wake.Dispose();
            throw RawSocketException.FromResult("epoll_create1", epoll);
        }

        _epoll = new SafeDescriptor(epoll);
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
        using var epoll = _epoll.Use();
        using var listener = _listener.Handle.Use();
        using var wake = _wake.Descriptor.Use();
        Require("epoll_ctl", Sys.EpollWatch(epoll.Number, wake.Number, Sys.EpollIn));
        Require("epoll_ctl", Sys.EpollWatch(epoll.Number, listener.Number, Sys.EpollIn));
        while (!StopRequested)
        {
            int count = Sys.EpollWait(epoll.Number, _reports, AcceptPauseLeft());
            Require("epoll_wait", count);
            ResumeAccepting(epoll.Number, listener.Number);
            for (int i = 0; i < count; i++)
            {
                EpollReport report = _reports[i];
                if (report.Descriptor == wake.Number)
                {
                    _wake.Clear();
                }
                else if (report.Descriptor == listener.Number)
                {
                    AcceptBatch(epoll.Number, listener.Number);
                }
                else if (_sessions.TryGetValue(report.Descriptor, out ClientSession? session))
                {
                    ServeReady(epoll.Number, session);
                }
            }
        }

        Drain(epoll.Number, listener.Number);
    }

    private void ServeReady(int epoll, ClientSession session)
    {
        if (session.HasPending)
        {
            SendRest(epoll, session);
        }
        else
        {
            Serve(epoll, session);
        }
    }

    /// <returns>Whether anything was received.</returns>
    private bool Serve(int epoll, ClientSession session)
    {
        long receivedBefore = session.BytesReceived;
        long sentBefore = session.BytesSent;
        int result = session.ReceiveAndEcho(_buffer);
        Count(session.BytesReceived - receivedBefore, session.BytesSent - sentBefore);
        if (result < 0)
        {
            if (result != -Errno.Numbers.EAGAIN)
            {
                Fail(session, result);
            }
        }
        else if (result == 0)
        {
            End(session, DisconnectCause.EndOfStream, null);
        }
        else if (session.HasPending)
        {
            Require("epoll_ctl", Sys.EpollChange(epoll, session.Descriptor, Sys.EpollOut));
        }

        return result > 0;
    }

    private void SendRest(int epoll, ClientSession session)
    {
        long sentBefore = session.BytesSent;
        int sent = session.SendPending();
        Count(0, session.BytesSent - sentBefore);
        if (sent < 0)
        {
            Fail(session, sent);
        }
        else if (!session.HasPending)
        {
            Require("epoll_ctl", Sys.EpollChange(epoll, session.Descriptor, Sys.EpollIn));
        }
    }

    public void Dispose()
    {
        _epoll.Dispose();
        lock (_stopLock)
        {
            _wakeGone = true;
            _wake.Dispose();
        }
    }

    // This thread is the only writer; others only have to see whole numbers.
    private void Count(long received, long sent)
    {
        Volatile.Write(ref _bytesReceived, _bytesReceived + received);
        Volatile.Write(ref _bytesSent, _bytesSent + sent);
    }

    private void Fail(ClientSession session, int result)
    {
        End(session, DisconnectCause.Error, RawSocketException.FromResult(session.LastCall, result, session.RemoteEndPoint));
    }

    private void End(ClientSession session, DisconnectCause cause, Exception? error)
    {
        _sessions.Remove(session.Descriptor);
        _ = Sys.Close(session.Descriptor);
        Volatile.Write(ref _connectionCount, _sessions.Count);
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

    private void CloseAll()
    {
        foreach (int descriptor in _sessions.Keys)
        {
            _ = Sys.Close(descriptor);
        }

        _sessions.Clear();
        Volatile.Write(ref _connectionCount, 0);
        _listener.Close();
        Dispose();
    }

    private static void Require(string systemCall, int result)
    {
        if (result < 0)
        {
            throw RawSocketException.FromResult(systemCall, result);
        }
    }
}
