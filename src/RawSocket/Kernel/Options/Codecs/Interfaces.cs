using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Network interfaces as people write them: by name, index or one of their addresses.</summary>
internal static class Interfaces
{
    /// <returns>The index, 0 for none; null when there is no such interface.</returns>
    internal static int? IndexOf(object? value) => value switch
    {
        int index and >= 0 => index,
        IPAddress address => WithAddress(address),
        string { Length: 0 } => 0,
        string text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) => index,
        string text when InterfaceName.IndexOf(text) is > 0 and var index => index,
        string text when IPAddress.TryParse(text, out IPAddress? address) => WithAddress(address),
        _ => null,
    };

    /// <returns>The name, empty for none, or the index when no interface has it any more.</returns>
    internal static string NameOf(int index) =>
        index == 0 ? "" : InterfaceName.Of(index) ?? index.ToString(CultureInfo.InvariantCulture);

    private static int? WithAddress(IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            return 0;
        }

        foreach (NetworkInterface candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.GetIPProperties().UnicastAddresses.Any(unicast => SameAddress(unicast.Address, address)))
            {
                return InterfaceName.IndexOf(candidate.Name);
            }
        }

        return null;
    }

    private static bool SameAddress(IPAddress one, IPAddress other) => one.GetAddressBytes().AsSpan().SequenceEqual(other.GetAddressBytes());
}
