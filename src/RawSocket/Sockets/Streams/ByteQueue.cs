using System.Buffers;

namespace RawSockets;

/// <summary>Bytes in order, added at one end and taken at the other, in borrowed memory. While it is empty it has none.</summary>
internal sealed class ByteQueue
{
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    internal int Count => _end - _start;

    /// <summary>What is in it; valid until the queue is changed.</summary>
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
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _start = _end = 0;
    }

    // The bytes move to the front at the latest when half of the room is free, so each is moved a bounded number of times.
    private void MakeRoom(int more)
    {
        int count = Count;
        int wanted = count + more;
        if (2L * wanted <= _bytes.Length)
        {
            Span.CopyTo(_bytes);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(wanted, 2L * count), Array.MaxLength));
            Span.CopyTo(larger);
            Clear();
            _bytes = larger;
        }

        (_start, _end) = (0, count);
    }
}
