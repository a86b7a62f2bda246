namespace RawSockets.Diagnostics;

/// <summary>
/// The cookies of rows that were given, in case the listing has to be taken again. They are kept in small arrays: one that doubles would be
/// a large object each time, and make the garbage collector look through everything.
/// </summary>
internal sealed class GivenCookies
{
    private const int BlockSize = 2048;

    private readonly List<ulong[]> _blocks = [];
    private int _used = BlockSize;

    internal void Add(ulong cookie)
    {
        if (_used == BlockSize)
        {
            _blocks.Add(new ulong[BlockSize]);
            _used = 0;
        }

        _blocks[^1][_used++] = cookie;
    }

    /// <summary>All of them; the zeros of the last block are no socket's cookie.</summary>
    internal HashSet<ulong> ToSet() => [.. _blocks.SelectMany(static block => block)];
}
