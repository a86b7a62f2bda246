using System.Management.Automation;
using System.Text;

namespace RawSockets.PowerShell.Binding;

/// <summary>The encodings by the names that PowerShell's own cmdlets use.</summary>
internal static class Encodings
{
    internal static readonly IReadOnlyDictionary<string, Func<Encoding>> ByName =
        new SortedDictionary<string, Func<Encoding>>(StringComparer.OrdinalIgnoreCase)
        {
            ["ascii"] = static () => Encoding.ASCII,
            ["bigendianunicode"] = static () => Encoding.BigEndianUnicode,
            ["latin1"] = static () => Encoding.Latin1,
            ["unicode"] = static () => Encoding.Unicode,
            ["utf32"] = static () => Encoding.UTF32,
            ["utf8"] = static () => Encoding.UTF8,
            ["utf8NoBOM"] = static () => Encoding.UTF8,
        };

    internal static Encoding Find(string name) => ByName.TryGetValue(name, out Func<Encoding>? known)
        ? known()
        : Known(() => Encoding.GetEncoding(name), name);

    internal static Encoding Find(int codePage) => Known(() => Encoding.GetEncoding(codePage), codePage);

    /// <summary>The same encoding, but text that has no bytes in it is an error instead of a silent question mark.</summary>
    internal static Encoding Strict(Encoding encoding) =>
        Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);

    internal static string NoEncoding(object? given) =>
        $"'{given}' is not an encoding; give one of {string.Join(", ", ByName.Keys)}, another IANA name, a code page's number or an Encoding.";

    private static Encoding Known(Func<Encoding> find, object name)
    {
        try
        {
            return find();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException(NoEncoding(name), exception);
        }
    }
}
