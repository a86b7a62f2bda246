using System.Collections;
using System.Net.NetworkInformation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the addresses that a server can be at: loopback, all of them, and those of the interfaces; as endpoints with port 0.</summary>
public sealed class OwnAddressCompleter : Completer
{
    private static readonly (string Address, string Hint)[] s_always =
        [("127.0.0.1", "loopback, IPv4"), ("::1", "loopback, IPv6"), ("0.0.0.0", "all addresses, IPv4"), ("::", "all addresses")];

    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound)
    {
        bool endPoint = string.Equals(parameter, "EndPoint", StringComparison.OrdinalIgnoreCase);
        IEnumerable<(string Address, string Hint)> own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(static one => one.GetIPProperties()
            .UnicastAddresses
            .Select(unicast => (unicast.Address.ToString(), one.Name)));
        return s_always.Concat(own).Select(one => new Offer(endPoint ? WithPort(one.Address) : one.Address, one.Hint));
    }

    private static string WithPort(string address) => address.Contains(':', StringComparison.Ordinal) ? $"[{address}]:0" : $"{address}:0";
}
