using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>Which sockets stand in the way of an address, as the kernel's bind(2) and connect(2) see it.</summary>
internal static class Overlap
{
    /// <summary>Whether binding to an address collides with a socket on the same port.</summary>
    internal static bool Collides(IPAddress wanted, bool wantedIPv6Only, InetSocketState held)
    {
        IPAddress other = held.Local.Address;
        return Covers(wanted, wantedIPv6Only, other) || Covers(other, held.IPv6Only ?? false, wanted);
    }

    /// <summary>Whether a listener takes what is sent to an address.</summary>
    internal static bool Serves(InetSocketState listener, IPAddress target) => Covers(listener.Local.Address, listener.IPv6Only ?? false, target);

    private static bool Covers(IPAddress bound, bool ipv6Only, IPAddress address)
    {
        IPAddress a = Plain(bound);
        IPAddress b = Plain(address);
        if (a.Equals(IPAddress.IPv6Any))
        {
            return b.AddressFamily == a.AddressFamily || !ipv6Only;
        }

        return a.AddressFamily == b.AddressFamily && (a.Equals(IPAddress.Any) || a.Equals(b));
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
