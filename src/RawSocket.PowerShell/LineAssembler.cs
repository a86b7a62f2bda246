using System.Runtime.InteropServices;
using System.Text;

namespace RawSockets.PowerShell;

/// <summary>
/// Cuts a received stream into lines. A line is decoded only when all of it is there, so a character that was split between two
/// receives comes out whole. In encodings of two or four bytes a newline is that many, and stands at a multiple of them.
/// </summary>
internal sealed class LineAssembler
{
    private readonly Encoding _encoding;
    private readonly Action<string> _line;
    private readonly byte[] _newline;
    private readonly byte[] _return;
    private readonly long _most;
    private readonly List<byte> _begun = [];
    private long _count;

    /// <summary>Sets it up.</summary>
    /// <param name="encoding">How lines are read.</param>
    /// <param name="withoutReturn">Whether a carriage return in front of the newline is no part of the line.</param>
    /// <param name="most">How many lines to give.</param>
    /// <param name="line">Gets each line.</param>
    internal LineAssembler(Encoding encoding, bool withoutReturn, long most, Action<string> line)
    {
        _encoding = encoding;
        _line = line;
        _most = most;
        _newline = encoding.GetBytes("\n");
        _return = withoutReturn ? encoding.GetBytes("\r") : [];
    }

    /// <summary>Whether all lines that were wanted have been given.</summary>
    internal bool IsFull => _count >= _most;

    /// <summary>What followed the last line that was wanted.</summary>
    internal ReadOnlySpan<byte> Rest => IsFull ? CollectionsMarshal.AsSpan(_begun) : default;

    internal void Add(ReadOnlySpan<byte> data)
    {
        int end;
        while (!IsFull && (end = EndOfLine(data)) >= 0)
        {
            // All of the newline is there, but it may have begun before.
            _begun.AddRange(data[..end]);
            data = data[end..];
            Give(CollectionsMarshal.AsSpan(_begun)[..^_newline.Length], hasNewline: true);
            _begun.Clear();
        }

        _begun.AddRange(data);
    }

    /// <summary>Gives the last line, if it had no newline.</summary>
    internal void Finish()
    {
        if (_begun.Count > 0 && !IsFull)
        {
            Give(CollectionsMarshal.AsSpan(_begun), hasNewline: false);
            _begun.Clear();
        }
    }

    /// <returns>Where in the data the first newline ends; -1 where there is none.</returns>
    private int EndOfLine(ReadOnlySpan<byte> data)
    {
        int width = _newline.Length;
        if (width == 1)
        {
            return data.IndexOf(_newline[0]) + 1 is var found and > 0 ? found : -1;
        }

        int begun = _begun.Count % width;
        if (begun > 0 && data.Length >= width - begun)
        {
            Span<byte> unit = stackalloc byte[width];
            CollectionsMarshal.AsSpan(_begun)[^begun..].CopyTo(unit);
            data[..(width - begun)].CopyTo(unit[begun..]);
            if (unit.SequenceEqual(_newline))
            {
                return width - begun;
            }
        }

        for (int at = (width - begun) % width; at + width <= data.Length; at += width)
        {
            if (data.Slice(at, width).SequenceEqual(_newline))
            {
                return at + width;
            }
        }

        return -1;
    }

    private void Give(ReadOnlySpan<byte> line, bool hasNewline)
    {
        _count++;
        bool endsWithReturn = hasNewline && _return.Length > 0 && line.EndsWith(_return);
        _line(_encoding.GetString(endsWithReturn ? line[..^_return.Length] : line));
    }
}
