namespace RawSockets.Echo;

/// <summary>Counts the comings and goings of clients that are too many in a second to be told one by one.</summary>
/// <param name="most">How many events of a second are told one by one.</param>
internal sealed class EventTally(int most)
{
    /// <summary>How long a summary covers, in milliseconds.</summary>
    internal const int Window = 1000;
    private readonly Lock _lock = new();
    private long _begin = Environment.TickCount64;
    private int _told;
    private long _connected;
    private long _disconnected;
    private long _rejected;
    private long _received;
    private long _sent;

    internal bool Admits(EchoServerEventKind kind, long received, long sent)
    {
        if (kind is not (EchoServerEventKind.Connected or EchoServerEventKind.Disconnected or EchoServerEventKind.Rejected))
        {
            return true;
        }

        lock (_lock)
        {
            // While there is something to be summed up, a new second begins when that has been taken.
            if (!HasSome && Environment.TickCount64 - _begin >= Window)
            {
                Restart();
            }

            if (!HasSome && _told < most)
            {
                _told++;
                return true;
            }

            _connected += kind == EchoServerEventKind.Connected ? 1 : 0;
            _disconnected += kind == EchoServerEventKind.Disconnected ? 1 : 0;
            _rejected += kind == EchoServerEventKind.Rejected ? 1 : 0;
            _received += received;
            _sent += sent;
            return false;
        }
    }

    /// <summary>What there is to be summed up, when its second is over.</summary>
    /// <param name="now">Whether not to wait for that.</param>
    internal EchoServerEvent? Take(bool now)
    {
        lock (_lock)
        {
            long passed = Environment.TickCount64 - _begin;
            if (!HasSome || (!now && passed < Window))
            {
                return null;
            }

            EchoServerEvent summary = new(EchoServerEventKind.Summary, DateTimeOffset.Now, null)
            {
                ConnectedCount = _connected,
                DisconnectedCount = _disconnected,
                RejectedCount = _rejected,
                BytesReceived = _received,
                BytesSent = _sent,
                Duration = TimeSpan.FromMilliseconds(passed),
            };
            Restart();
            return summary;
        }
    }

    private bool HasSome => _connected + _disconnected + _rejected > 0;

    private void Restart()
    {
        _begin = Environment.TickCount64;
        _told = 0;
        _connected = _disconnected = _rejected = _received = _sent = 0;
    }
}
