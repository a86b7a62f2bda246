using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>Output that a peer has not taken yet, in memory of its client's own. What the kernel is sending stays where it is.</summary>
internal sealed class UringRest
{
    private readonly Queue<NativeBlock> _blocks = new(1);
    private int _start;

    internal bool IsEmpty => _blocks.Count == 0;

    /// <summary>What is left of the oldest block.</summary>
    internal NativeRange First => _blocks.Peek().Range.From(_start);

    internal void Add(ReadOnlySpan<byte> data)
    {
        NativeBlock block = new(data.Length);
        data.CopyTo(block.Bytes);
        _blocks.Enqueue(block);
    }

    /// <summary>So much of the oldest block was sent.</summary>
    internal void Advance(int count)
    {
        _start += count;
        if (_start == _blocks.Peek().Length)
        {
            _blocks.Dequeue().Dispose();
            _start = 0;
        }
    }

    internal void Release()
    {
        while (_blocks.TryDequeue(out NativeBlock? block))
        {
            block.Dispose();
        }

        _start = 0;
    }
}
