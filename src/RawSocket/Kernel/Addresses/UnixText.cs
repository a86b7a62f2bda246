using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace RawSockets;

/// <summary>
/// Unix addresses as text. The kernel takes any bytes, so those that are no printable text are written as \xHH, and so is a
/// backslash that would be read as the beginning of one.
/// </summary>
internal static class UnixText
{
    private const string Prefix = "unix:";

    internal static string Of(UnixEndPoint endPoint)
    {
        string name = Escape(endPoint.Name);
        if (endPoint.IsAbstract)
        {
            return "@" + name;
        }

        return name.StartsWith('/') || name.StartsWith("./", StringComparison.Ordinal) ? name : Prefix + name;
    }

    internal static bool TryParse(string text, [NotNullWhen(true)] out UnixEndPoint? endPoint)
    {
        endPoint = null;
        bool prefixed = text.StartsWith(Prefix, StringComparison.Ordinal);
        string name = prefixed ? text[Prefix.Length..] : text;
        if (prefixed && name.Length == 0)
        {
            endPoint = UnixEndPoint.Unnamed;
            return true;
        }

        bool isAbstract = name.StartsWith('@') && !prefixed;
        if (!prefixed && !isAbstract && !name.StartsWith('/') && !name.StartsWith("./", StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            endPoint = UnixEndPoint.FromName(Unescape(isAbstract ? name[1..] : name), isAbstract);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    internal static string Escape(ReadOnlySpan<byte> name)
    {
        StringBuilder text = new(name.Length);
        while (!name.IsEmpty)
        {
            bool isText = Rune.DecodeFromUtf8(name, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isText && !Rune.IsControl(rune) && !(rune.Value == '\\' && name.Length > 1 && name[1] == (byte)'x'))
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (byte b in name[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
                }
            }

            name = name[length..];
        }

        return text.ToString();
    }

    private static byte[] Unescape(string text)
    {
        List<byte> bytes = new(text.Length);
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] == 'x'
                && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[start..i]));
                bytes.Add(value);
                start = i + 4;
                i += 3;
            }
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(text[start..]));
        return [.. bytes];
    }
}
