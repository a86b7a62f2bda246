using System.Globalization;
using System.Text;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of buffers and lengths.</summary>
internal static partial class Notation
{
    private const int DataShown = 32;

    /// <summary>Bytes as a C string, cut after 32 of them.</summary>
    internal static string Data(ReadOnlySpan<byte> data)
    {
        string text = WholeData(data[..Math.Min(data.Length, DataShown)]);
        return data.Length > DataShown ? text + "..." : text;
    }

    /// <summary>Bytes that are sent: an empty buffer has no address.</summary>
    internal static string SentData(ReadOnlySpan<byte> data) => data.IsEmpty ? "NULL" : Data(data);

    /// <summary>Bytes as a C string, all of them.</summary>
    internal static string WholeData(ReadOnlySpan<byte> shown)
    {
        StringBuilder text = new("\"", (2 * shown.Length) + 8);
        for (int i = 0; i < shown.Length; i++)
        {
            bool digitFollows = i + 1 < shown.Length && shown[i + 1] is >= (byte)'0' and <= (byte)'7';
            AppendEscaped(text, shown[i], digitFollows);
        }

        return text.Append('"').ToString();
    }

    /// <summary>A buffer that the call did not fill: its address, as strace shows it.</summary>
    internal static unsafe string Pointer(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return pointer is null ? "NULL" : $"0x{(nint)pointer:x}";
        }
    }

    /// <summary>A length that the call changed, as [before => after].</summary>
    internal static string Length(int before, int after) => before == after ? $"[{after}]" : $"[{before} => {after}]";

    private static void AppendEscaped(StringBuilder text, byte value, bool digitFollows)
    {
        switch (value)
        {
            case (byte)'"': text.Append("\\\""); break;
            case (byte)'\\': text.Append("\\\\"); break;
            case (byte)'\t': text.Append("\\t"); break;
            case (byte)'\n': text.Append("\\n"); break;
            case (byte)'\v': text.Append("\\v"); break;
            case (byte)'\f': text.Append("\\f"); break;
            case (byte)'\r': text.Append("\\r"); break;
            case >= 0x20 and < 0x7f: text.Append((char)value); break;
            default:
                // Octal in its shortest form; a digit that follows would be read as a part of it.
                text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(digitFollows ? 3 : 1, '0'));
                break;
        }
    }

    /// <summary>The names of the bits that are set, in the order given, and the rest in hexadecimal.</summary>
    private static string Flags(int value, ReadOnlySpan<(int Bit, string Name)> names, string none = "0")
    {
        StringBuilder text = new();
        foreach ((int bit, string name) in names)
        {
            if ((value & bit) == bit)
            {
                text.Append(text.Length == 0 ? "" : "|").Append(name);
                value &= ~bit;
            }
        }

        if (value != 0)
        {
            text.Append(text.Length == 0 ? "" : "|").Append(CultureInfo.InvariantCulture, $"0x{value:x}");
        }

        return text.Length == 0 ? none : text.ToString();
    }
}
