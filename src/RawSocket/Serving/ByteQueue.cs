namespace RawSockets.Serving;

/// <summary>Bytes in order, added at one end and taken at the other. While it is empty it has no memory.</summary>
internal sealed class ByteQueue
{
    private const int SmallestRoom = 256;
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    internal int Count => _end - _start;

    internal ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Count);

    internal void Append(ReadOnlySpan<byte> data)
    {
        if (_bytes.Length - _end < data.Length)
        {
            MakeRoom(data.Length);
        }

        data.CopyTo(_bytes.AsSpan(_end));
        _end += data.Length;
    }

    internal void Drop(int count)
    {
        _start += count;
        if (_start == _end)
        {
            Clear();
        }
    }

    internal void Clear()
    {
        _bytes = [];
        _start = _end = 0;
    }

    // The bytes move to the front at the latest when half of the room is free, so each is moved a bounded number of times.
    private void MakeRoom(int size)
    {
        int wanted = Count + size;
        byte[] target = 2L * wanted <= _bytes.Length
            ? _bytes
            : new byte[(int)Math.Min(Math.Max(SmallestRoom, Math.Max(wanted, 2L * Count)), Array.MaxLength)];
        Span.CopyTo(target);
        _end = Count;
        _start = 0;
        _bytes = target;
    }
}
