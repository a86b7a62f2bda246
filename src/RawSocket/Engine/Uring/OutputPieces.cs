using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>A piece of output, and which piece for the same client follows it.</summary>
internal struct OutputPiece
{
    internal const int None = -1;

    internal NativeRange Range;

    /// <summary>The receive buffer that it lies in, to be released, or none.</summary>
    internal int Buffer;
    internal int Next;
}

/// <summary>The pieces for one client, in order.</summary>
internal struct OutputChain
{
    internal int First;
    internal int Last;
    internal int Count;
    internal int Length;
}

/// <summary>All output of one turn.</summary>
internal sealed class OutputPieces
{
    private OutputPiece[] _pieces = new OutputPiece[256];

    internal int Count { get; private set; }

    internal ref OutputPiece this[int index] => ref _pieces[index];

    /// <summary>Adds a piece to a chain; what lies just behind the last piece becomes part of that.</summary>
    /// <returns>Whether it is a piece of its own, which holds on to its buffer.</returns>
    internal bool Add(ref OutputChain chain, NativeRange range, int buffer)
    {
        chain.Length += range.Length;
        if (chain.Count > 0)
        {
            ref OutputPiece last = ref _pieces[chain.Last];
            if (last.Buffer == buffer && last.Range.End == range.Address)
            {
                last.Range = last.Range with { Length = last.Range.Length + range.Length };
                return false;
            }
        }

        if (Count == _pieces.Length)
        {
            Array.Resize(ref _pieces, 2 * Count);
        }

        _pieces[Count] = new OutputPiece { Range = range, Buffer = buffer, Next = OutputPiece.None };
        if (chain.Count++ == 0)
        {
            chain.First = Count;
        }
        else
        {
            _pieces[chain.Last].Next = Count;
        }

        chain.Last = Count++;
        return true;
    }

    internal void Clear() => Count = 0;
}
