using System.Globalization;
using System.Text;

namespace RawSockets.Echo;

/// <summary>Bytes as people read them: offset, hexadecimal, text. Nothing in it can steer a terminal.</summary>
internal static class HexDump
{
    private const int Width = 16;

    internal static string Of(ReadOnlySpan<byte> data)
    {
        StringBuilder text = new();
        for (int offset = 0; offset < data.Length; offset += Width)
        {
            if (offset > 0)
            {
                text.Append('\n');
            }

            AppendLine(text, offset, data.Slice(offset, Math.Min(Width, data.Length - offset)));
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, int offset, ReadOnlySpan<byte> bytes)
    {
        text.Append(CultureInfo.InvariantCulture, $"{offset:x8}  ");
        for (int i = 0; i < Width; i++)
        {
            text.Append(i < bytes.Length ? bytes[i].ToString("x2", CultureInfo.InvariantCulture) : "  ").Append(i == (Width / 2) - 1 ? "  " : " ");
        }

        text.Append(' ');
        foreach (byte one in bytes)
        {
            text.Append(one is >= 0x20 and < 0x7F ? (char)one : '.');
        }
    }
}
