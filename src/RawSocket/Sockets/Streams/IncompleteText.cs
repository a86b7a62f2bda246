using System.Text;

namespace RawSockets;

/// <summary>Finds the bytes at the end of a receive that are only the beginning of a character.</summary>
public static class IncompleteText
{
    private const int MaxUtf8Sequence = 4;

    /// <summary>Counts the bytes at the end that need more bytes to be a character.</summary>
    /// <param name="data">The bytes received so far.</param>
    /// <param name="encoding">How they are to be read.</param>
    /// <returns>How many to keep back; 0 for an encoding of single bytes.</returns>
    public static int CountAtEnd(ReadOnlySpan<byte> data, Encoding encoding) => encoding switch
    {
        UTF8Encoding => CountUtf8(data),
        UnicodeEncoding => CountUtf16(data, encoding),
        UTF32Encoding => data.Length % 4,
        { IsSingleByte: true } => 0,
        _ => CountByDecoding(data, encoding),
    };

    // For the others the decoder knows: it gives more characters for an incomplete end when it is told that nothing follows.
    private static int CountByDecoding(ReadOnlySpan<byte> data, Encoding encoding)
    {
        for (int count = 0; count <= Math.Min(data.Length, MaxUtf8Sequence); count++)
        {
            ReadOnlySpan<byte> whole = data[..^count];
            if (encoding.GetDecoder().GetCharCount(whole, flush: false) == encoding.GetDecoder().GetCharCount(whole, flush: true))
            {
                return count;
            }
        }

        return 0;
    }

    private static int CountUtf8(ReadOnlySpan<byte> data)
    {
        for (int count = 1; count < MaxUtf8Sequence && count <= data.Length; count++)
        {
            byte lead = data[^count];
            if ((lead & 0xC0) == 0x80)
            {
                continue;
            }

            int needed = lead switch
            {
                >= 0xF0 and < 0xF8 => 4,
                >= 0xE0 and < 0xF0 => 3,
                >= 0xC2 and < 0xE0 => 2,
                _ => 1,
            };
            return needed > count ? count : 0;
        }

        return 0;
    }

    private static int CountUtf16(ReadOnlySpan<byte> data, Encoding encoding)
    {
        int odd = data.Length % 2;
        ReadOnlySpan<byte> whole = data[..^odd];
        return odd + (whole.Length >= 2 && IsHighSurrogate(whole[^2..], encoding) ? 2 : 0);
    }

    private static bool IsHighSurrogate(ReadOnlySpan<byte> unit, Encoding encoding)
    {
        bool bigEndian = encoding.CodePage == 1201;
        byte top = bigEndian ? unit[0] : unit[1];
        return top is >= 0xD8 and <= 0xDB;
    }
}
