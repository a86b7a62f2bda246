namespace RawSockets.Load;

/// <content>What goes wrong is counted under its name; a connection that fails does not end the run.</content>
internal sealed partial class LoadEngine
{
    private readonly LoadErrors _errors = [];
    private int _failedBefore;

    /// <summary>A call failed: what was in flight is lost, and the connection is made anew after a pause.</summary>
    private void Fail(LoadConnection connection, string call, int result)
    {
        RawSocketException exception = RawSocketException.FromResult(call, result, _options.EndPoint);
        _errors.Note(exception.Identifier);
        CountMissing(connection, LoadErrors.Lost);
        bool isFirst = !connection.HasFailed;
        connection.HasFailed = true;
        Close(connection, _now + RetryPause);

        // Nothing of it ever worked: that is no measurement but an error.
        bool hasWorked = _hasBoundaries ? _replies > 0 : _connectionsMade > 0;
        if (isFirst && ++_failedBefore == _connections.Length && !hasWorked)
        {
            _fatal = exception;
        }
    }

    private void EndOfStream(LoadConnection connection)
    {
        if (connection.Window.InFlight == 0 && _isOver)
        {
            Close(connection, long.MaxValue);
            return;
        }

        _errors.Note(LoadErrors.Closed);
        CountMissing(connection, LoadErrors.Lost);
        Close(connection, _now + RetryPause);
    }

    // A part of a message came back: it was short. The rest of what was in flight is lost.
    private void CountMissing(LoadConnection connection, string identifier)
    {
        MessageWindow window = connection.Window;
        SettleGap(connection);
        for (long message = window.Oldest; message < window.Next; message++)
        {
            MessageFate fate = window.Fate(message);
            if (fate == MessageFate.Overdue)
            {
                _errors.Note(LoadErrors.Timeout, -1);
            }

            if (fate >= MessageFate.Done || (message == window.Oldest && connection.IsSpoilt))
            {
                continue;
            }

            bool isPart = message == window.Oldest && !_hasBoundaries && connection.Received > connection.NextEnd - SizeOf(connection, message);
            _errors.Note(isPart ? LoadErrors.Short : identifier);
        }
    }

    private void SettleGap(LoadConnection connection)
    {
        if (connection.Gap.End > 0)
        {
            _errors.Note(LoadErrors.Short);
            connection.Gap = default;
        }
    }

    /// <summary>Counts what is not back in time.</summary>
    private void FindOverdue()
    {
        bool anyMoves = false;
        bool anyWaits = false;
        foreach (LoadConnection connection in _connections)
        {
            if (connection.State == LoadConnection.Phase.Connecting && _now - connection.Since > _timeout)
            {
                Fail(connection, "connect", -Errno.Numbers.ETIMEDOUT);
            }
            else if (connection.State == LoadConnection.Phase.Open)
            {
                if (connection.Gap.End > 0 && _now - connection.Gap.Since > _timeout)
                {
                    SettleGap(connection);
                }

                FindOverdue(connection);
                anyWaits |= connection.Window.InFlight > 0;
                anyMoves |= connection.Window.InFlight > 0 && connection.Window.Fate(connection.Window.Oldest) == MessageFate.InFlight;
            }
        }

        // The schedule of an open loop goes on whatever the server does.
        long patience = _hasBoundaries ? 10 * _timeout : _timeout;
        bool nothingCame = _now - Math.Max(_lastReply, _releasingSince) > patience;
        bool nothingMoves = _hasBoundaries || (anyWaits && !anyMoves) || (_openCount == 0 && _connecting == 0);
        _stalled |= _releasing && !IsOpenLoop && nothingCame && nothingMoves;
    }

    private void FindOverdue(LoadConnection connection)
    {
        MessageWindow window = connection.Window;
        for (long message = window.Oldest; message < window.Next && _now - window.Begun(message) > _timeout; message++)
        {
            if (window.Fate(message) != MessageFate.InFlight)
            {
                continue;
            }

            if (_hasBoundaries)
            {
                _errors.Note(LoadErrors.Lost);
                window.End(message, MessageFate.Lost);
            }
            else
            {
                window.MarkOverdue(message);
                _errors.Note(LoadErrors.Timeout);
            }
        }

        if (_hasBoundaries && _releasing)
        {
            Refill(connection);
        }
    }
}
