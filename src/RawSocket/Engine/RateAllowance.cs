namespace RawSockets.Engine;

/// <summary>A token bucket: what a client may send now, refilled at its rate, never more than a tenth of a second's worth.</summary>
internal sealed class RateAllowance(long bytesPerSecond, long now)
{
    private readonly double _most = Math.Max(bytesPerSecond / 10.0, 1);
    private double _left = Math.Max(bytesPerSecond / 10.0, 1);
    private long _at = now;

    /// <summary>Whole bytes that may be received now.</summary>
    internal int Available(long now)
    {
        _left = Math.Min(_most, _left + ((now - _at) * bytesPerSecond / 1000.0));
        _at = now;
        return (int)Math.Min(_left, int.MaxValue);
    }

    internal void Use(int bytes) => _left -= bytes;

    /// <summary>How long, in milliseconds, until half of the bucket is full again, so that not every byte is received alone.</summary>
    internal long Pause() => (long)Math.Clamp(Math.Ceiling((Math.Max(_most / 2, 1) - _left) * 1000.0 / bytesPerSecond), 1, 1000L * 3600);
}
