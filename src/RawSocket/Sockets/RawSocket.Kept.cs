namespace RawSockets;

/// <content>
/// Bytes that were taken from the kernel and not handed out: the surplus behind a delimiter, the part of a whole that did not
/// arrive in time, the first bytes of a character. The next receive gets them first, so a failed receive loses nothing.
/// </content>
public sealed partial class RawSocket
{
    private readonly Lock _keptLock = new();
    private byte[] _kept = [];

    /// <summary>How many received bytes wait in this object, in front of those that wait in the kernel.</summary>
    public int KeptCount
    {
        get
        {
            lock (_keptLock)
            {
                return _kept.Length;
            }
        }
    }

    /// <summary>Puts received bytes back in front of all others.</summary>
    /// <param name="data">The bytes.</param>
    public void Keep(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        lock (_keptLock)
        {
            _kept = [.. data, .. _kept];
        }
    }

    /// <returns>How many bytes were taken; 0 when none were kept.</returns>
    internal int TakeKept(Span<byte> buffer, bool peek)
    {
        lock (_keptLock)
        {
            int count = Math.Min(buffer.Length, _kept.Length);
            if (count > 0)
            {
                _kept.AsSpan(0, count).CopyTo(buffer);
                if (!peek)
                {
                    _kept = _kept[count..];
                }
            }

            return count;
        }
    }
}
