using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace RawSockets;

/// <summary>Address prefixes as people write them: 10.0.0.0/8, fe80::/10, or an address alone for itself.</summary>
public static class AddressPrefix
{
    /// <summary>Reads a prefix. Bits behind it are ignored, so that 10.1.2.3/8 is 10.0.0.0/8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="prefix">The prefix.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out IPNetwork prefix)
    {
        prefix = default;
        string[] parts = (text ?? "").Split('/', 2);
        if (!EndPointParser.TryParse(parts[0], 0, out IPEndPoint? endPoint) || endPoint.Address.ScopeIdOrZero() != 0)
        {
            return false;
        }

        byte[] bytes = endPoint.Address.GetAddressBytes();
        int length = bytes.Length * 8;
        if (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= bytes.Length * 8))
        {
            return false;
        }

        ClearFrom(bytes, length);
        prefix = new IPNetwork(new IPAddress(bytes), length);
        return true;
    }

    private static long ScopeIdOrZero(this IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? address.ScopeId : 0;

    private static void ClearFrom(byte[] bytes, int bit)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            int kept = Math.Clamp(bit - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF00 >> kept);
        }
    }
}
