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
    private readonly List<byte> _begun = [];

    internal LineAssembler(Encoding encoding, Action<string> line)
    {
        _encoding = encoding;
        _line = line;
        _newline = encoding.GetBytes("\n");
    }

    internal void Add(ReadOnlySpan<byte> data)
    {
        if (_newline.Length > 1)
        {
            AddWide(data);
            return;
        }

        int end;
        while ((end = data.IndexOf(_newline[0])) >= 0)
        {
            Emit(data[..end]);
            data = data[(end + 1)..];
        }

        _begun.AddRange(data);
    }

    /// <summary>Gives the last line, if it had no newline.</summary>
    internal void Finish()
    {
        if (_begun.Count > 0)
        {
            Emit([]);
        }
    }

    private void AddWide(ReadOnlySpan<byte> data)
    {
        int width = _newline.Length;
        int searched = _begun.Count / width * width;
        _begun.AddRange(data);
        for (int at = searched; at + width <= _begun.Count; at += width)
        {
            if (CollectionsMarshal.AsSpan(_begun).Slice(at, width).SequenceEqual(_newline))
            {
                _line(_encoding.GetString(CollectionsMarshal.AsSpan(_begun)[..at]));
                _begun.RemoveRange(0, at + width);
                at = -width;
            }
        }
    }

    private void Emit(ReadOnlySpan<byte> rest)
    {
        if (_begun.Count == 0)
        {
            _line(_encoding.GetString(rest));
            return;
        }

        _begun.AddRange(rest);
        _line(_encoding.GetString(CollectionsMarshal.AsSpan(_begun)));
        _begun.Clear();
    }
}
