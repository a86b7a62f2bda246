using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>Memory for output that lies in no receive buffer, until the turn in which it is sent is over.</summary>
internal sealed class TurnMemory : IDisposable
{
    private const int BlockSize = 64 * 1024;
    private readonly List<NativeBlock> _blocks = [];
    private int _used;

    internal NativeRange Copy(ReadOnlySpan<byte> data)
    {
        if (_blocks.Count == 0 || _blocks[^1].Length - _used < data.Length)
        {
            _blocks.Add(new NativeBlock(Math.Max(data.Length, BlockSize)));
            _used = 0;
        }

        NativeBlock block = _blocks[^1];
        data.CopyTo(block.Bytes[_used..]);
        NativeRange copy = block.Range.From(_used) with { Length = data.Length };
        _used += data.Length;
        return copy;
    }

    /// <summary>Forgets all of it, and keeps one block for the next turn.</summary>
    internal void Clear()
    {
        if (_blocks.Count > 1)
        {
            _blocks[1..].ForEach(static block => block.Dispose());
            _blocks.RemoveRange(1, _blocks.Count - 1);
        }

        _used = 0;
    }

    public void Dispose()
    {
        _blocks.ForEach(static block => block.Dispose());
        _blocks.Clear();
    }
}
