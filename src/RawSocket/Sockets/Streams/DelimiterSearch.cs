using System.Text;

namespace RawSockets;

/// <summary>
/// Finds a delimiter in bytes that arrive piece by piece. Of text, only one that stands where a character begins: in UTF-16 and UTF-32 the same
/// bytes can lie across two characters, and in encodings such as Shift-JIS the second byte of a character can be that of another alone.
/// </summary>
internal sealed class DelimiterSearch
{
    private const int MostCharacters = 16;

    private readonly byte[] _delimiter;
    private readonly int _width = 1;
    private readonly Decoder? _decoder;
    private readonly string _text = "";
    private readonly StringBuilder _end = new();
    private int _searched;

    /// <summary>Looks for bytes, wherever they are.</summary>
    internal DelimiterSearch(ReadOnlySpan<byte> delimiter) => _delimiter = delimiter.ToArray();

    /// <summary>Looks for text.</summary>
    internal DelimiterSearch(string delimiter, Encoding encoding)
        : this(encoding.GetBytes(delimiter))
    {
        switch (encoding)
        {
            case UnicodeEncoding:
                _width = sizeof(char);
                break;
            case UTF32Encoding:
                _width = sizeof(int);
                break;

            // No character's bytes are in another's.
            case UTF8Encoding or { IsSingleByte: true }:
                break;
            default:
                _decoder = encoding.GetDecoder();
                _text = encoding.GetString(_delimiter);
                break;
        }
    }

    /// <summary>Looks on.</summary>
    /// <param name="bytes">All that has arrived, from where the search began; what was there at an earlier look is the same.</param>
    /// <returns>Where the first delimiter ends; -1 where there is none yet.</returns>
    internal int EndIn(ReadOnlySpan<byte> bytes) => _decoder is null ? EndOfBytes(bytes) : EndOfText(bytes, _decoder);

    private int EndOfBytes(ReadOnlySpan<byte> bytes)
    {
        while (_searched + _delimiter.Length <= bytes.Length)
        {
            int found = bytes[_searched..].IndexOf(_delimiter);
            if (found < 0)
            {
                // It may have begun.
                int rest = bytes.Length - _delimiter.Length + 1;
                _searched = Math.Max(_searched, rest + ((_width - (rest % _width)) % _width));
                return -1;
            }

            _searched += found;
            if (_searched % _width == 0)
            {
                return _searched + _delimiter.Length;
            }

            _searched += _width - (_searched % _width);
        }

        return -1;
    }

    // Only decoding tells where a character begins.
    private int EndOfText(ReadOnlySpan<byte> bytes, Decoder decoder)
    {
        Span<char> characters = stackalloc char[MostCharacters];
        while (_searched < bytes.Length)
        {
            int count = decoder.GetChars(bytes.Slice(_searched, 1), characters, flush: false);
            _searched++;
            if (count == 0)
            {
                continue;
            }

            _end.Append(characters[..count]);
            if (_end.Length > _text.Length)
            {
                _end.Remove(0, _end.Length - _text.Length);
            }

            if (_end.Equals(_text))
            {
                return _searched;
            }
        }

        return -1;
    }
}
