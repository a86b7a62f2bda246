using System.Diagnostics;

namespace RawSockets.Engine;

/// <content>How it waits</content>
internal sealed partial class UringLoop
{
    /// <summary>Receives of this size and more are a stream: its next piece is worth no processor time to be early for.</summary>
    private const int StreamPiece = 16 * 1024;

    private static readonly long s_spinTime = Stopwatch.Frequency / 1_000_000 * 200;
    private readonly PollMode _mode;
    private long _spinUntil;
    private long _turnBytes;

    private int Wait(int timeout)
    {
        if (timeout == 0 || _mode == PollMode.Spin)
        {
            return _ring.Enter(0);
        }

        return _mode == PollMode.Adaptive ? WaitAdaptively(timeout) : _ring.Enter(1, timeout);
    }

    private int WaitAdaptively(int timeout)
    {
        int result = 0;
        while (result >= 0 && _ring.Ready == 0 && Stopwatch.GetTimestamp() < _spinUntil)
        {
            result = _ring.Enter(0);
        }

        if (result >= 0 && _ring.Ready == 0)
        {
            result = _ring.Enter(1, timeout);
        }

        uint ready = _ring.Ready;
        if (ready > 0 && _turnBytes < StreamPiece * (long)ready)
        {
            _spinUntil = Stopwatch.GetTimestamp() + s_spinTime;
        }

        _turnBytes = 0;
        return result;
    }
}
