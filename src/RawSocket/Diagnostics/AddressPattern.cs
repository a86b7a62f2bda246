using System.IO.Enumeration;
using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>
/// Which addresses are looked for: an IP address, a prefix such as 10.0.0.0/8 or fe80::/10, or a name with wildcards such as
/// /run/* or @dbus*. IPv4 addresses are found in their IPv6 form (::ffff:10.0.0.1) too.
/// </summary>
public sealed record AddressPattern
{
    private readonly string _text;

    /// <summary>Makes a pattern of one address.</summary>
    /// <param name="address">The address.</param>
    public AddressPattern(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _text = address.ToString();
        Network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
    }

    private AddressPattern(string text, IPNetwork? network)
    {
        _text = text;
        Network = network;
    }

    /// <summary>The network; null for a name with wildcards.</summary>
    public IPNetwork? Network { get; }

    /// <summary>Reads an address, a prefix or a name.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="FormatException">It is empty, a mistyped IPv4 address, or has a length of prefix that its address does not allow.</exception>
    public static AddressPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            throw new FormatException("An address, a prefix such as 10.0.0.0/8, or a name with wildcards is needed.");
        }

        int slash = text.LastIndexOf('/');
        string address = slash < 0 ? text : text[..slash];
        if (!EndPointParser.TryParse(address, 0, out IPEndPoint? parsed))
        {
            return text.All(static c => char.IsAsciiDigit(c) || c == '.')
                ? throw new FormatException($"'{text}' is no IPv4 address: it has four numbers from 0 to 255.")
                : new AddressPattern(text, null);
        }

        IPAddress ip = parsed.Address;
        int bits = ip.GetAddressBytes().Length * 8;
        int length = bits;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], System.Globalization.NumberStyles.None, null, out length) || length > bits))
        {
            throw new FormatException($"'{text}' is no prefix: behind the slash stands a number from 0 to {bits}.");
        }

        return new AddressPattern(text, new IPNetwork(Masked(ip, length), length));
    }

    /// <summary>Whether an address is looked for.</summary>
    /// <param name="address">The address of an internet socket.</param>
    /// <returns>Whether it is.</returns>
    public bool Matches(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Network is { } network
            ? network.Contains(address) || (address.IsIPv4MappedToIPv6 && network.Contains(address.MapToIPv4()))
            : Matches(address.ToString());
    }

    /// <summary>Whether a name is looked for.</summary>
    /// <param name="name">The name of a socket without IP address; null for none.</param>
    /// <returns>Whether it is.</returns>
    public bool Matches(string? name) => Network is null && name is not null && FileSystemName.MatchesSimpleExpression(_text, name, ignoreCase: false);

    /// <summary>Gives the text that it was read from.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text;

    // People write the address of a machine with the length of its network; IPNetwork wants zeros behind the prefix.
    private static IPAddress Masked(IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            int bits = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff00 >> bits);
        }

        return new IPAddress(bytes);
    }
}
