using System.Net;

namespace RawSockets;

/// <content>Telling addresses from names</content>
public static partial class Resolver
{
    /// <summary>
    /// Whether a text is meant as a numeric address, well written or not: no host name has a colon or a %, or ends in a number
    /// (RFC 1123, section 2.1). Asking a name server for a mistyped address would hide the mistake.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool LooksNumeric(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> name = text.AsSpan().TrimEnd('.');
        ReadOnlySpan<char> last = name[(name.LastIndexOf('.') + 1)..];
        return text.AsSpan().ContainsAny(':', '%')
            || IPAddress.TryParse(text, out _)
            || (last.Length > 0 && !last.ContainsAnyExceptInRange('0', '9'));
    }
}
