namespace RawSockets.Load;

/// <content>Counting, and what comes of it.</content>
internal sealed partial class LoadEngine
{
    private readonly LatencyHistogram _total = new();
    private readonly LatencyHistogram _current = new();
    private long _operations;
    private long _operationsBefore;
    private long _replies;
    private long _bytesSent;
    private long _bytesReceived;
    private long _bytesBefore;
    private long _bytesVerified;
    private long _unanswered;
    private long _lastReply;
    private long _lastCounted;
    private long _lastTick;

    private void CountSent(int size) => _bytesSent += _measuring ? size : 0;

    private void CountReceived(int size)
    {
        _lastReply = _now;
        _replies++;
        _bytesReceived += _measuring ? size : 0;
    }

    // By a schedule, what was due in the measured time counts, however late it is; otherwise what came back in it.
    private void CountDone(LoadConnection connection, long begun)
    {
        bool counts = IsOpenLoop ? _measuring && begun >= _measureStart && begun < _measureEnd : _measuring;
        if (counts)
        {
            _operations++;
            connection.Counted++;
            _lastCounted = _now;
            _current.Record(_now - begun);
        }
    }

    private void Tick()
    {
        double seconds = (_now - _lastTick) / (double)Second;
        long length = _options.Count is null ? Nanoseconds(_options.EffectiveDuration) : 0;
        double share = _options.Count is { } count ? _operations / (double)count : (_now - _measureStart) / (double)length;
        _tell(new LoadInterval
        {
            ElapsedSeconds = (_now - _measureStart) / (double)Second,
            Operations = _operations - _operationsBefore,
            OperationsPerSecond = (_operations - _operationsBefore) / seconds,
            BytesReceivedPerSecond = (_bytesReceived - _bytesBefore) / seconds,
            P50Microseconds = _current.NanosecondsAt(50) / 1000,
            P99Microseconds = _current.NanosecondsAt(99) / 1000,
            MaxMicroseconds = _current.MaxNanoseconds / 1000,
            ErrorCount = _errors.Total,
            Progress = Math.Clamp(share, 0, 1),
        });
        CloseInterval();
        _lastTick = _now;
        _nextTick = Math.Max(_nextTick + _interval, _now);
    }

    private void CloseInterval()
    {
        _total.Add(_current);
        _current.Clear();
        _operationsBefore = _operations;
        _bytesBefore = _bytesReceived;
    }

    private EchoMeasurement Report()
    {
        CloseInterval();
        long end = IsOpenLoop || _options.Count is not null ? Math.Max(_lastCounted, IsOpenLoop ? _measureEnd : 0) : _measureEnd;
        TimeSpan elapsed = _hasMeasured ? ToTimeSpan(Math.Max(end - _measureStart, 0)) : TimeSpan.Zero;
        return new EchoMeasurement(_total)
        {
            EndPoint = _options.EndPoint.ToString() ?? "",
            SocketType = _options.SocketType.ToString(),
            Mode = _options.Mode.ToString(),
            Connections = _connections.Length,
            MessageSize = _sizes.ToString(),
            Depth = _options.EffectiveDepth,
            Rate = _options.Rate,
            CongestionControl = string.IsNullOrEmpty(_congestionControl) ? null : _congestionControl,
            StartTime = _startTime,
            ElapsedSeconds = elapsed.TotalSeconds,
            Operations = _operations,
            OperationsPerSecond = PerSecond(_operations),
            BytesSent = _bytesSent,
            BytesReceived = _bytesReceived,
            BytesSentPerSecond = PerSecond(_bytesSent),
            BytesReceivedPerSecond = PerSecond(_bytesReceived),
            BytesVerified = _bytesVerified,
            ConnectionsMade = _connectionsMade,
            SlowestConnection = _connections.Min(static connection => connection.Counted),
            FastestConnection = _connections.Max(static connection => connection.Counted),
            Errors = _errors,
            Unanswered = _unanswered,
            ClientCpuSeconds = _cpuTime / (double)Second,
            ClientCpuShare = elapsed > TimeSpan.Zero ? Math.Min(_cpuTime / (elapsed.TotalSeconds * Second), 1) : 0,
            Interrupted = _stopRequested,
            Stalled = _stalled,
        };

        double PerSecond(long count) => elapsed > TimeSpan.Zero ? count / elapsed.TotalSeconds : 0;
    }

    private static TimeSpan ToTimeSpan(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / 100);
}
