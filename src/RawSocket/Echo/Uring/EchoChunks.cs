using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>A piece of a receive buffer, and which piece of the same session follows it.</summary>
internal struct EchoChunk
{
    internal const int None = -1;

    internal NativeRange Range;
    internal int Buffer;
    internal int Next;
}

/// <summary>The chunks of one session, in the order received.</summary>
internal struct ChunkChain
{
    internal int First;
    internal int Last;
    internal int Count;
    internal int Length;

    internal readonly bool IsEmpty => Count == 0;
}

/// <summary>All pieces that were received in one turn.</summary>
internal sealed class EchoChunks
{
    private EchoChunk[] _chunks = new EchoChunk[256];

    internal int Count { get; private set; }

    internal ref EchoChunk this[int index] => ref _chunks[index];

    /// <summary>Adds a piece to its session's chain.</summary>
    /// <returns>Whether it is one with the piece before it, and needs no release of its own.</returns>
    internal bool Add(ref ChunkChain chain, int buffer, NativeRange range)
    {
        chain.Length += range.Length;
        if (!chain.IsEmpty)
        {
            ref EchoChunk last = ref _chunks[chain.Last];
            if (last.Buffer == buffer && last.Range.End == range.Address)
            {
                last.Range = new NativeRange(last.Range.Address, last.Range.Length + range.Length);
                return true;
            }
        }

        int index = AddLoose(buffer, range);
        if (chain.IsEmpty)
        {
            chain.First = index;
        }
        else
        {
            _chunks[chain.Last].Next = index;
        }

        chain.Last = index;
        chain.Count++;
        return false;
    }

    /// <summary>Adds a piece that nobody wants any more, to be released with the others.</summary>
    internal int AddLoose(int buffer, NativeRange range)
    {
        if (Count == _chunks.Length)
        {
            Array.Resize(ref _chunks, 2 * Count);
        }

        _chunks[Count] = new EchoChunk { Buffer = buffer, Range = range, Next = EchoChunk.None };
        return Count++;
    }

    internal void Clear() => Count = 0;
}
