using System.Diagnostics;
using RawSockets.Interop;

namespace RawSockets.Load;

/// <summary>
/// Loads a server from one thread that waits in epoll(7), level-triggered, and compares every byte that comes back. Nothing is
/// allocated for a message, and each costs one send(2) and one recv(2). All times are nanoseconds of the monotonic clock.
/// </summary>
internal sealed partial class LoadEngine : IDisposable
{
    private const int MaxConnecting = 128;
    private const int SendFlags = (int)(MessageFlags.DontWait | MessageFlags.NoSignal);
    private const long Second = 1_000_000_000;
    private const long RetryPause = Second / 10;

    private readonly LoadOptions _options;
    private readonly Action<LoadInterval> _tell;
    private readonly MessageSizeRange _sizes;
    private readonly bool _hasBoundaries;
    private readonly bool _isChurn;
    private readonly long _timeout;
    private readonly long _interval;
    private readonly LoadConnection[] _connections;
    private readonly KeyedReport[] _reports = new KeyedReport[256];
    private readonly NativeBlock _buffer = new(LoadPattern.MaxChunk);
    private readonly WakeSignal _wake = new();
    private readonly SafeDescriptor _epoll;

    private int _epollNumber;
    private long _now;
    private bool _releasing;
    private bool _measuring;
    private bool _stalled;
    private volatile bool _stopRequested;
    private long _budget = long.MaxValue;
    private RawSocketException? _fatal;

    internal LoadEngine(LoadOptions options, Action<LoadInterval> tell)
    {
        _options = options;
        _tell = tell;
        _sizes = options.Sizes;
        _hasBoundaries = options.HasBoundaries;
        _isChurn = options.Mode == LoadMode.Churn;
        _timeout = Nanoseconds(options.EffectiveTimeout);
        _interval = Nanoseconds(options.Interval);
        _connections = [.. Enumerable.Range(0, options.Connections).Select(index => new LoadConnection(index, 31UL * (ulong)index, options.EffectiveDepth))];
        PrepareAddresses();
        int epoll = Sys.EpollCreate();
        if (epoll < 0)
        {
            _wake.Dispose();
            throw RawSocketException.FromResult("epoll_create1", epoll);
        }

        _epoll = new SafeDescriptor(epoll);
    }

    /// <summary>Ends the measurement early; from any thread.</summary>
    internal void Stop()
    {
        _stopRequested = true;
        _wake.Set();
    }

    /// <summary>Measures on the calling thread.</summary>
    /// <exception cref="RawSocketException">Nothing could connect.</exception>
    internal EchoMeasurement Run()
    {
        using var epoll = _epoll.Use();
        using var wake = _wake.Descriptor.Use();
        _epollNumber = epoll.Number;
        _ = Sys.SetTimerSlack(1);
        Require("epoll_ctl", Sys.EpollWatchKey(_epollNumber, wake.Number, Sys.EpollIn, ulong.MaxValue));
        ReadClock();
        try
        {
            Connect();
            WaitForStart();
            WarmUp();
            Measure();
            TakeTheRest();
        }
        finally
        {
            CloseAll();
        }

        return _fatal is null ? Report() : throw _fatal;
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _wake.Dispose();
        _buffer.Dispose();
    }

    /// <summary>Waits until a time comes or something happens, and serves what happened.</summary>
    private void Turn(long until)
    {
        int count = Sys.EpollWaitNanoseconds(_epollNumber, _reports, NextWake(until) - _now);
        Require("epoll_pwait2", count);
        for (int i = 0; i < count; i++)
        {
            ReadClock();
            (ulong key, uint events) = _reports[i];
            if (key == ulong.MaxValue)
            {
                _wake.Clear();
                continue;
            }

            LoadConnection connection = _connections[(int)(uint)key];
            if (connection.Key == key && connection.State != LoadConnection.Phase.Closed)
            {
                Serve(connection, events);
            }
        }

        if (count == 0 || IsOpenLoop)
        {
            ReadClock();
        }

        if (_releasing && IsOpenLoop)
        {
            ReleaseWhatIsDue();
        }

        DoWhatIsDue();
    }

    private void Serve(LoadConnection connection, uint events)
    {
        if (connection.State == LoadConnection.Phase.Connecting)
        {
            FinishConnecting(connection);
            return;
        }

        if ((events & Sys.EpollOut) != 0)
        {
            SendReleased(connection);
        }

        if ((events & ~Sys.EpollOut) != 0 && connection.State == LoadConnection.Phase.Open)
        {
            Receive(connection);
        }
    }

    private void Receive(LoadConnection connection)
    {
        int size = Sys.Recv(connection.Descriptor, _buffer.Bytes, (int)MessageFlags.DontWait);
        if (size == -Errno.Numbers.EAGAIN)
        {
            return;
        }

        if (size < 0)
        {
            Fail(connection, "recv", size);
        }
        else if (_hasBoundaries)
        {
            TakeDatagram(connection, _buffer.Bytes[..size]);
        }
        else if (size == 0)
        {
            EndOfStream(connection);
        }
        else
        {
            TakeStream(connection, _buffer.Bytes[..size]);
        }
    }

    private void ReadClock() => _now = Stopwatch.GetTimestamp();

    private static long Nanoseconds(TimeSpan time) => Math.Min(time.Ticks, long.MaxValue / 1000) * 100;

    private static void Require(string systemCall, int result)
    {
        if (result < 0)
        {
            throw RawSocketException.FromResult(systemCall, result);
        }
    }
}
