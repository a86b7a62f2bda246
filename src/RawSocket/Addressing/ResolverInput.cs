using System.Globalization;
using System.Net;
using System.Numerics;

namespace RawSockets;

/// <summary>Refuses what getaddrinfo(3) would silently take for something else, and spells names as name servers know them.</summary>
internal static class ResolverInput
{
    private static readonly IdnMapping s_idn = new();

    /// <exception cref="ArgumentException">The name or service is empty, has a zero character, or is a port over 65535.</exception>
    internal static void Check(AddressQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckText(nameof(query.Name), query.Name);
        CheckText(nameof(query.Service), query.Service);
        CheckPort(nameof(query.Service), query.Service);
    }

    /// <returns>The name in ASCII, RFC 5891, since the name servers know no other letters.</returns>
    /// <exception cref="AddressInfoException">The name has no such form: getaddrinfo,EAI_IDN_ENCODE.</exception>
    internal static string? ToAscii(AddressQuery query)
    {
        if (query.Name is null || System.Text.Ascii.IsValid(query.Name))
        {
            return query.Name;
        }

        try
        {
            return s_idn.GetAscii(query.Name);
        }
        catch (ArgumentException)
        {
            throw new AddressInfoException(new AddressInfoError(AddressInfoError.Numbers.EAI_IDN_ENCODE), query);
        }
    }

    private static void CheckText(string part, string? text)
    {
        if (text is { Length: 0 })
        {
            throw new ArgumentException("An empty text can't be looked up.", part);
        }

        // The text would end there for the C library.
        if (text?.Contains('\0', StringComparison.Ordinal) ?? false)
        {
            throw new ArgumentException($"'{text.Replace("\0", "\\0", StringComparison.Ordinal)}' has a zero character in it.", part);
        }
    }

    // The C library keeps the low 16 bits of a larger number, so 65616 would be port 80.
    private static void CheckPort(string part, string? text)
    {
        if (BigInteger.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out BigInteger port)
            && (port < IPEndPoint.MinPort || port > IPEndPoint.MaxPort))
        {
            throw new ArgumentException($"'{text}' is no port; ports go from {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.", part);
        }
    }
}
