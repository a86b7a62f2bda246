using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace RawSockets;

/// <summary>A multicast group, where it is joined and, for one sender only, from whom: IP_ADD_MEMBERSHIP in ip(7).</summary>
/// <param name="Group">The group's address.</param>
/// <param name="Interface">The interface by name, index or address; empty for the one that the route says.</param>
/// <param name="Source">The only sender, for the options that take one.</param>
public sealed record MulticastGroup(IPAddress Group, string Interface = "", IPAddress? Source = null)
{
    /// <summary>Whether the address is one of a multicast group: 224.0.0.0/4 or ff00::/8.</summary>
    public bool IsMulticast => Group.IsIPv6Multicast || (Group.GetAddressBytes() is [>= 224 and <= 239, _, _, _]);

    /// <summary>Reads a group from text: "239.1.2.3", "239.1.2.3%eth0", "ff02::fb%eth0", or with a source "10.0.0.1@232.1.2.3%eth0".</summary>
    /// <param name="text">The text.</param>
    /// <param name="group">The group.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out MulticastGroup? group)
    {
        group = null;
        string rest = text ?? "";
        IPAddress? source = null;
        int at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            if (!TryParseAddress(rest[..at], out source))
            {
                return false;
            }

            rest = rest[(at + 1)..];
        }

        string[] parts = rest.Split('%', 2);
        if (!TryParseAddress(parts[0], out IPAddress? address) || parts is [_, ""])
        {
            return false;
        }

        group = new MulticastGroup(address, parts.Length == 2 ? parts[1] : "", source);
        return true;
    }

    /// <summary>Gives the text that <see cref="TryParse"/> reads.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{(Source is null ? "" : $"{Source}@")}{Group}{(string.IsNullOrEmpty(Interface) ? "" : $"%{Interface}")}";

    // .NET takes "1" and "0x7f.1" for IPv4 addresses; ip(7) has four parts.
    private static bool TryParseAddress(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text);
}
