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

    // DecoderFallback.ReplacementFallback gives question marks.
    private static readonly DecoderReplacementFallback s_replacement = new("\uFFFD");

    internal static Encoding Find(string name) => ByName.TryGetValue(name, out Func<Encoding>? known)
        ? known()
        : Known(() => Encoding.GetEncoding(name), name);

    internal static Encoding Find(int codePage) => Known(() => Encoding.GetEncoding(codePage), codePage);

    /// <summary>
    /// The same encoding as everything in this module reads with it: bytes that are no text become U+FFFD, whatever the encoding's own habit is
    /// (a question mark with ASCII, an exception if somebody set it up so).
    /// </summary>
    internal static Encoding Reading(Encoding encoding)
    {
        Encoding reading = (Encoding)encoding.Clone();
        reading.DecoderFallback = s_replacement;
        return reading;
    }

    /// <summary>As <see cref="Reading"/>, and text that has no bytes in it is an error instead of a silent question mark.</summary>
    internal static Encoding Strict(Encoding encoding)
    {
        Encoding strict = Reading(encoding);
        strict.EncoderFallback = EncoderFallback.ExceptionFallback;
        return strict;
    }

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
