using RawSockets.Interop;

namespace RawSockets.Load;

/// <content>The course of a measurement: start, warm-up, the measured time, and what is still in flight then.</content>
internal sealed partial class LoadEngine
{
    private const long InterruptedDrain = Second / 5;

    private long _releasingSince;
    private long _begin = long.MaxValue;
    private long _measureStart;
    private long _measureEnd = long.MaxValue;
    private bool _hasMeasured;
    private long _cpuTime;
    private bool _isOver;
    private DateTime _startTime = DateTime.UtcNow;

    private bool MustEnd => _stopRequested || _stalled || _fatal is not null;

    private void WaitForStart()
    {
        if (_options.StartTime is { } start)
        {
            _begin = _now + Nanoseconds(start - DateTimeOffset.UtcNow);
            TurnUntil(_begin);
        }
    }

    private void TurnUntil(long time)
    {
        while (_now < time && !MustEnd)
        {
            Turn(time);
        }
    }

    private void WarmUp()
    {
        if (MustEnd)
        {
            return;
        }

        long warmup = Nanoseconds(_options.EffectiveWarmup);
        ReadClock();

        // A schedule begins when it was said to, even if this thread woke up late: what was due meanwhile has waited.
        _begin = IsOpenLoop ? Math.Min(_begin, _now) : _now;
        _startTime = DateTime.UtcNow;
        _measureStart = _begin + warmup;
        if (IsOpenLoop)
        {
            _measureEnd = _options.Count is null ? _measureStart + Nanoseconds(_options.EffectiveDuration) : long.MaxValue;
            _scheduleLimit = _options.Count is { } count
                ? (long)Math.Ceiling(warmup * (_options.Rate!.Value / Second)) + count
                : long.MaxValue;
        }
        else if (_options.Count is { } limit)
        {
            if (warmup > 0)
            {
                Begin();
                TurnUntil(_measureStart);
                Drain(_now + _timeout);
            }

            _budget = limit;
            return;
        }

        Begin();
        TurnUntil(_measureStart);
    }

    private void Measure()
    {
        if (MustEnd)
        {
            return;
        }

        long cpu = Sys.ThreadCpuTime();
        _hasMeasured = true;
        _measureStart = IsOpenLoop ? _measureStart : _now;
        _startTime = DateTime.UtcNow - ToTimeSpan(_now - _measureStart);
        _measuring = true;
        _nextTick = _lastTick = _now;
        _nextTick += _interval;
        if (_options.Count is null)
        {
            TurnUntil(_measureStart + Nanoseconds(_options.EffectiveDuration));
        }
        else
        {
            MeasureCount();
        }

        _measureEnd = Math.Min(_measureEnd, _now);
        _measuring = IsOpenLoop;
        _cpuTime = Sys.ThreadCpuTime() - cpu;
        _nextTick = long.MaxValue;
    }

    private void MeasureCount()
    {
        if (!_releasing)
        {
            Begin();
        }

        while (!MustEnd && (IsOpenLoop ? _scheduled < _scheduleLimit : _budget > 0 || IsWaiting()))
        {
            Turn(_now + Second);
        }
    }

    /// <summary>What is in flight comes back too, so that all of it is verified and no connection is reset.</summary>
    private void TakeTheRest()
    {
        _isOver = true;
        if (!_stalled && _fatal is null)
        {
            Drain(_now + (_stopRequested ? Math.Min(InterruptedDrain, _timeout) : _timeout));
        }

        foreach (LoadConnection connection in _connections)
        {
            long owed = connection.Due - connection.Taken;
            if (_stopRequested)
            {
                _unanswered += owed + connection.Window.InFlight;
            }
            else
            {
                CountMissing(connection, _hasBoundaries ? LoadErrors.Lost : LoadErrors.Timeout);
                _errors.Note(LoadErrors.Timeout, owed);
            }
        }
    }

    private void Drain(long until)
    {
        _releasing = false;
        while (_now < until && _fatal is null && IsWaiting())
        {
            Turn(until);
        }
    }

    private bool IsWaiting() => Array.Exists(
        _connections,
        static connection => connection.State == LoadConnection.Phase.Open && (connection.Window.InFlight > 0 || connection.Due > connection.Taken));
}
