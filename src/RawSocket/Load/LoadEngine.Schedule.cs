namespace RawSockets.Load;

/// <content>Which message is released when: the next one when an echo is back, or by a fixed schedule.</content>
internal sealed partial class LoadEngine
{
    private long _scheduleStart;
    private long _scheduled;
    private long _scheduleLimit = long.MaxValue;

    private bool IsOpenLoop => _options.Rate is not null;

    private int SizeOf(LoadConnection connection, long message) => _sizes.SizeOf(connection.Index, message);

    private void Begin()
    {
        _releasing = true;
        _scheduleStart = _begin;
        _releasingSince = _lastReply = _now;
        foreach (LoadConnection connection in _connections)
        {
            Refill(connection);
        }
    }

    /// <summary>Releases what may be released, and sends it.</summary>
    private void Refill(LoadConnection connection)
    {
        if (connection.State != LoadConnection.Phase.Open)
        {
            return;
        }

        while (connection.Window.HasRoom && TryTake(connection, out long begun))
        {
            Release(connection, begun);
        }

        SendReleased(connection);
    }

    // A connection that is made for one message begins its work before it is open.
    private void ReleaseFirst(LoadConnection connection)
    {
        if (_releasing && TryTake(connection, out _))
        {
            Release(connection, connection.Since);
            SendReleased(connection);
        }
    }

    private bool TryTake(LoadConnection connection, out long begun)
    {
        begun = _now;
        if (IsOpenLoop)
        {
            if (connection.Taken == connection.Due)
            {
                return false;
            }

            begun = DueAt((connection.Taken++ * _connections.Length) + connection.Index);
            return true;
        }

        if (!_releasing || _budget == 0 || (_isChurn && connection.Window.Next > 0))
        {
            return false;
        }

        _budget--;
        return true;
    }

    private void Release(LoadConnection connection, long begun)
    {
        int size = SizeOf(connection, connection.Window.Next);
        if (connection.Window.Next == 0)
        {
            connection.NextEnd = size;
        }

        connection.Goal += size;
        connection.Window.Release(begun);
    }

    private void SendReleased(LoadConnection connection)
    {
        if (_hasBoundaries)
        {
            SendDatagrams(connection);
        }
        else if (connection.Sent < connection.Goal || connection.WantsWrite)
        {
            SendStream(connection);
        }
    }

    private void ReleaseWhatIsDue()
    {
        while (_scheduled < _scheduleLimit && DueAt(_scheduled) <= _now)
        {
            LoadConnection connection = _connections[(int)(_scheduled++ % _connections.Length)];
            connection.Due++;
            Refill(connection);
        }
    }

    // A slow rate has its next message due later than the clock can tell: then never.
    private long DueAt(long message)
    {
        double after = message / _options.Rate!.Value * Second;
        return after < long.MaxValue - _scheduleStart ? _scheduleStart + (long)after : long.MaxValue;
    }
}
