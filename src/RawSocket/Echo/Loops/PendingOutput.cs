using System.Buffers;

namespace RawSockets.Echo;

/// <summary>Output in borrowed memory, until the kernel takes it; the memory goes back at once when it has.</summary>
internal sealed class PendingOutput
{
    private byte[] _memory = [];
    private int _start;
    private int _end;

    internal int Length => _end - _start;

    internal ReadOnlySpan<byte> Rest => _memory.AsSpan(_start, Length);

    internal void Append(ReadOnlySpan<byte> data)
    {
        if (_memory.Length - _end < data.Length)
        {
            MakeRoom(data.Length);
        }

        data.CopyTo(_memory.AsSpan(_end));
        _end += data.Length;
    }

    internal void Taken(int count)
    {
        _start += count;
        if (_start == _end)
        {
            Release();
        }
    }

    internal void Release()
    {
        if (_memory.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_memory);
        }

        _memory = [];
        _start = _end = 0;
    }

    private void MakeRoom(int more)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Length + more);
        Rest.CopyTo(larger);
        int length = Length;
        Release();
        _memory = larger;
        _end = length;
    }
}
