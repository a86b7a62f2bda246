using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>Echo that a peer has not taken yet, in memory of its session's own. What is being sent stays where it is.</summary>
internal sealed class PendingEcho
{
    private readonly Queue<NativeBlock> _blocks = new(1);
    private int _start;

    internal bool IsEmpty => _blocks.Count == 0;

    /// <summary>The rest of the oldest block.</summary>
    internal NativeRange First => _blocks.Peek().Range.From(_start);

    internal void Add(ReadOnlySpan<byte> data)
    {
        NativeBlock block = new(data.Length);
        data.CopyTo(block.Bytes);
        _blocks.Enqueue(block);
    }

    /// <summary>So many bytes of the first block were sent.</summary>
    internal void Advance(int count)
    {
        _start += count;
        if (_start == _blocks.Peek().Length)
        {
            _blocks.Dequeue().Dispose();
            _start = 0;
        }
    }

    internal void Clear()
    {
        while (_blocks.TryDequeue(out NativeBlock? block))
        {
            block.Dispose();
        }

        _start = 0;
    }
}
