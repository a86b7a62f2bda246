using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>Output that a peer has not taken yet, in memory of its client's own. What the kernel is sending stays where it is.</summary>
internal sealed class UringRest : IDisposable
{
    private const int LeastBlock = 4096;
    private const int MostBlock = 256 * 1024;
    private readonly Queue<NativeBlock> _blocks = new(1);
    private NativeBlock? _last;
    private int _start;
    private int _end;

    internal bool IsEmpty => _last is null;

    internal void Add(ReadOnlySpan<byte> data)
    {
        if (_last is not null)
        {
            int fits = Math.Min(data.Length, _last.Length - _end);
            data[..fits].CopyTo(_last.Bytes[_end..]);
            _end += fits;
            data = data[fits..];
        }

        if (!data.IsEmpty)
        {
            // Whoever falls behind often does so further; twice as much each time, so that the blocks stay few.
            int length = Math.Max(data.Length, _last is null ? LeastBlock : Math.Min(2 * _last.Length, MostBlock));
            _last = new NativeBlock(length);
            _blocks.Enqueue(_last);
            data.CopyTo(_last.Bytes);
            _end = data.Length;
        }
    }

    /// <summary>Lists what is left, from the oldest on, as far as there is room.</summary>
    /// <returns>How many places it lies in.</returns>
    internal int List(Span<NativeRange> ranges)
    {
        int count = 0;
        foreach (NativeBlock block in _blocks)
        {
            if (count == ranges.Length)
            {
                break;
            }

            NativeRange range = block == _last ? block.Range with { Length = _end } : block.Range;
            ranges[count] = count == 0 ? range.From(_start) : range;
            count++;
        }

        return count;
    }

    /// <summary>The oldest piece, at most so much of it.</summary>
    internal ReadOnlySpan<byte> Oldest(int most)
    {
        NativeBlock block = _blocks.Peek();
        int end = block == _last ? _end : block.Length;
        return block.Bytes[_start..Math.Min(end, _start + most)];
    }

    /// <summary>So much of the oldest piece was sent.</summary>
    internal void Advance(int count)
    {
        _start += count;
        NativeBlock block = _blocks.Peek();
        if (_start < (block == _last ? _end : block.Length))
        {
            return;
        }

        _blocks.Dequeue();
        block.Dispose();
        _start = 0;
        if (block == _last)
        {
            _last = null;
        }
    }

    public void Dispose()
    {
        while (_blocks.TryDequeue(out NativeBlock? block))
        {
            block.Dispose();
        }

        _last = null;
        _start = 0;
    }
}
