using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Makes endpoints from what people write; what an endpoint's ToString gives is read back as the same endpoint.</summary>
public static partial class EndPointParser
{
    /// <summary>
    /// Makes an endpoint of a numeric address: dotted IPv4 with all four parts, or IPv6 with an optional %scope that is an
    /// interface's name or index.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    /// <param name="endPoint">The endpoint, if the address can be read.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParse([NotNullWhen(true)] string? address, int port, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        if (address is null || port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
        {
            return false;
        }

        // inet_pton(3) refuses what inet_aton(3) would make of a typing error: 127.1, 1, 010.0.0.1.
        int percent = address.IndexOf('%', StringComparison.Ordinal);
        if (!InetText.TryParse(percent < 0 ? address : address[..percent], out IPAddress? parsed))
        {
            return false;
        }

        if (percent >= 0)
        {
            if (parsed.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 || !TryParseScope(address[(percent + 1)..], out uint scope))
            {
                return false;
            }

            parsed.ScopeId = scope;
        }

        endPoint = new IPEndPoint(parsed, port);
        return true;
    }

    /// <summary>
    /// Makes an endpoint of one text: 127.0.0.1:80, [::1]:80, /path, ./path, unix:path, @abstract, vsock:cid:port, netlink:portid:groups
    /// or packet:interface:protocol[:hardware address].
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="endPoint">The endpoint, if it can be read.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EndPoint? endPoint)
    {
        endPoint = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        string[] parts = text.Split(':', 4);
        endPoint = parts[0] switch
        {
            "vsock" when parts.Length == 3 => Vsock(parts),
            "netlink" when parts.Length == 3 => Netlink(parts),
            "packet" when parts.Length >= 3 => Packet(parts),
            _ when UnixText.TryParse(text, out UnixEndPoint? unix) => unix,
            _ => Internet(text),
        };
        return endPoint is not null;
    }

    /// <summary>Reads a number, decimal or with 0x in front hexadecimal.</summary>
    internal static bool TryParseNumber(string text, out uint number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static IPEndPoint? Internet(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 1 || !PortName.TryParse(text[(colon + 1)..], out int port))
        {
            return null;
        }

        string address = text[..colon];
        bool bracketed = address.StartsWith('[') && address.EndsWith(']');
        if (address.Contains(':', StringComparison.Ordinal) != bracketed)
        {
            return null;
        }

        return TryParse(bracketed ? address[1..^1] : address, port, out IPEndPoint? endPoint) ? endPoint : null;
    }

    private static VsockEndPoint? Vsock(string[] parts) =>
        TryParseAny(parts[1], out uint cid) && TryParseAny(parts[2], out uint port) ? new VsockEndPoint(cid, port) : null;

    private static NetlinkEndPoint? Netlink(string[] parts) =>
        TryParseNumber(parts[1], out uint portId) && TryParseNumber(parts[2], out uint groups) ? new NetlinkEndPoint(portId, groups) : null;

    private static PacketEndPoint? Packet(string[] parts)
    {
        int index = 0;
        if (parts[1] != "*")
        {
            index = TryParseNumber(parts[1], out uint number) ? (int)number : InterfaceName.IndexOf(parts[1]);
            if (index == 0)
            {
                return null;
            }
        }

        byte[]? hardware = parts.Length < 4 || parts[3].Length == 0 ? [] : Hardware(parts[3]);
        return TryParseNumber(parts[2], out uint protocol) && protocol <= ushort.MaxValue && hardware is { Length: <= PacketEndPoint.MaxHardwareAddress }
            ? new PacketEndPoint((ushort)protocol, index, hardware)
            : null;
    }

    private static byte[]? Hardware(string text)
    {
        string[] parts = text.Split(':');
        byte[] bytes = new byte[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!byte.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }

        return bytes;
    }

    private static bool TryParseAny(string text, out uint number)
    {
        number = uint.MaxValue;
        return text == "*" || TryParseNumber(text, out number);
    }

    private static bool TryParseScope(string text, out uint scope)
    {
        if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out scope))
        {
            scope = (uint)InterfaceName.IndexOf(text);
        }

        return scope != 0;
    }
}
