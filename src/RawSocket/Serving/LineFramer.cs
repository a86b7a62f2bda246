using System.Text;

namespace RawSockets.Serving;

/// <summary>What a look for the next line found.</summary>
internal enum LineSearch
{
    /// <summary>A whole line.</summary>
    Found,

    /// <summary>The beginning of a line, or nothing.</summary>
    Incomplete,

    /// <summary>More bytes than a line may have.</summary>
    TooLong,
}

/// <summary>
/// Finds lines in received bytes. It works on bytes, so a character that was split between two receives comes out whole. In
/// encodings of two or four bytes a newline is that many, and stands at a multiple of them.
/// </summary>
internal sealed class LineFramer(Encoding encoding, int maxLength)
{
    private readonly byte[] _newline = encoding.GetBytes("\n");
    private readonly byte[] _return = encoding.GetBytes("\r");

    /// <summary>Looks for the line at the front.</summary>
    /// <param name="bytes">What has been received.</param>
    /// <param name="searched">How much was searched before without a result; moved on.</param>
    /// <param name="length">The length of the line without its newline.</param>
    /// <param name="consumed">The length with it.</param>
    internal LineSearch Find(ReadOnlySpan<byte> bytes, ref int searched, out int length, out int consumed)
    {
        int end = IndexOfNewline(bytes, searched);
        if (end < 0)
        {
            searched = bytes.Length / _newline.Length * _newline.Length;
            length = consumed = 0;

            // A carriage return may stand at the end, whose newline has yet to come.
            return (long)bytes.Length > (long)maxLength + _return.Length ? LineSearch.TooLong : LineSearch.Incomplete;
        }

        searched = 0;
        consumed = end + _newline.Length;
        length = end >= _return.Length && bytes[..end].EndsWith(_return) ? end - _return.Length : end;
        return length > maxLength ? LineSearch.TooLong : LineSearch.Found;
    }

    private int IndexOfNewline(ReadOnlySpan<byte> bytes, int from)
    {
        int width = _newline.Length;
        for (int at = from; at + width <= bytes.Length;)
        {
            int found = bytes[at..].IndexOf(_newline);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (at % width == 0)
            {
                return at;
            }

            at++;
        }

        return -1;
    }
}
