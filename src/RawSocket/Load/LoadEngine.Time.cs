namespace RawSockets.Load;

/// <content>What is due at a time, and not when something happens.</content>
internal sealed partial class LoadEngine
{
    private long _nextCheck;
    private long _nextTick = long.MaxValue;
    private long _nextRetry = long.MaxValue;

    private long NextWake(long until)
    {
        long next = Math.Min(Math.Min(until, _nextCheck), Math.Min(_nextTick, _nextRetry));
        return _releasing && IsOpenLoop && _scheduled < _scheduleLimit ? Math.Min(next, DueAt(_scheduled)) : next;
    }

    private void DoWhatIsDue()
    {
        if (_now >= _nextCheck)
        {
            _nextCheck = _now + Math.Min(_timeout / 4, Second);
            FindOverdue();
        }

        if (_now >= _nextTick)
        {
            Tick();
        }

        if (_now >= _nextRetry)
        {
            Retry();
        }
    }

    private void NoteRetry(long at) => _nextRetry = Math.Min(_nextRetry, at);

    private void Retry()
    {
        _nextRetry = long.MaxValue;
        foreach (LoadConnection connection in _connections)
        {
            if (connection.State != LoadConnection.Phase.Closed || connection.Since == 0 || _isOver)
            {
                continue;
            }

            if (connection.Since <= _now)
            {
                Open(connection);
            }
            else
            {
                NoteRetry(connection.Since);
            }
        }
    }
}
