using System.Diagnostics;
using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>How it waits</content>
internal sealed partial class EpollLoop
{
    /// <summary>Receives of this size and more are a stream: its next piece is worth no processor time to be early for.</summary>
    private const int StreamPiece = 16 * 1024;

    // Less than the time that a sleeping peer takes to answer missed most of what it was to catch; more brought nothing.
    private static readonly long s_spinTime = Stopwatch.Frequency / 1_000_000 * 200;
    private readonly PollMode _mode;
    private long _spinUntil;
    private long _turnBytes;

    private int Wait(int timeout) => _mode switch
    {
        PollMode.Spin => Sys.EpollWait(_poll, _reports, 0),
        PollMode.Adaptive => WaitAdaptively(timeout),
        _ => Sys.EpollWait(_poll, _reports, timeout),
    };

    private int WaitAdaptively(int timeout)
    {
        while (timeout != 0 && Stopwatch.GetTimestamp() < _spinUntil)
        {
            int ready = Sys.EpollWait(_poll, _reports, 0);
            if (ready != 0)
            {
                return NoteTraffic(ready);
            }
        }

        return NoteTraffic(Sys.EpollWait(_poll, _reports, timeout));
    }

    private int NoteTraffic(int ready)
    {
        if (ready > 0 && _turnBytes < StreamPiece * (long)ready)
        {
            _spinUntil = Stopwatch.GetTimestamp() + s_spinTime;
        }

        _turnBytes = 0;
        return ready;
    }
}
