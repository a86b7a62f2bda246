using System.Globalization;
using System.Net;

namespace RawSockets;

/// <content>What is wrong with an address</content>
public static partial class EndPointParser
{
    private const int Parts = 4;

    /// <summary>Says why a text is not a numeric address, as the rest of a sentence that begins with the text.</summary>
    /// <param name="address">The text, which <see cref="TryParse(string?, int, out IPEndPoint?)"/> did not take.</param>
    /// <returns>The reason.</returns>
    public static string WhyNotNumeric(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        int percent = address.IndexOf('%', StringComparison.Ordinal);
        if (percent >= 0 && TryParse(address[..percent], 0, out IPEndPoint? withoutZone))
        {
            return withoutZone.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
                ? $"names an interface that is not there: '{address[(percent + 1)..]}'; ip link lists them."
                : "has an interface behind the %, which only IPv6 addresses can have.";
        }

        return WhyNotDotted(address)
            ?? "is not an IPv4 address of four parts, such as 127.0.0.1, nor an IPv6 address, such as ::1 or fe80::1%eth0.";
    }

    /// <exception cref="ArgumentException">It can't be read.</exception>
    internal static IPEndPoint Numeric(string address, string parameter) =>
        TryParse(address, 0, out IPEndPoint? endPoint) ? endPoint : throw new ArgumentException($"'{address}' {WhyNotNumeric(address)}", parameter);

    // What inet_aton(3) takes for an address, and other programs too, is most often a typing error.
    private static string? WhyNotDotted(string address)
    {
        string[] parts = address.Split('.');
        if (Array.Exists(parts, static part => part.Length == 0 || part.AsSpan().ContainsAnyExceptInRange('0', '9')))
        {
            return null;
        }

        if (parts.Length != Parts)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"has {parts.Length} of the four parts of an IPv4 address, such as 127.0.0.1; what the others are is not guessed.");
        }

        return Array.Find(parts, static part => part.Length > 1 && part[0] == '0') is { } octal
            ? $"has a zero in front of a part of an IPv4 address, '{octal}', which some programs read as octal; write it without."
            : Array.Find(parts, static part => !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)) is { } large
                ? $"has a part that an IPv4 address can't have, '{large}'; they are from 0 to 255."
                : null;
    }
}
