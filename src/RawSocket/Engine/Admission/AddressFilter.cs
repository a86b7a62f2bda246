using System.Net;

namespace RawSockets.Engine;

/// <summary>
/// Prefixes that are allowed and denied. Denial wins; when none is allowed by name, all are that are not denied. An IPv4 address is one
/// however it is written: a peer of ::ffff:10.0.0.1 is 10.0.0.1, and so is such a prefix.
/// </summary>
internal sealed class AddressFilter(IReadOnlyList<IPNetwork> allowed, IReadOnlyList<IPNetwork> denied)
{
    private const int MappedLength = 96;
    private readonly IPNetwork[] _allowed = [.. allowed.Select(Plain)];
    private readonly IPNetwork[] _denied = [.. denied.Select(Plain)];

    internal bool IsEmpty => _allowed.Length == 0 && _denied.Length == 0;

    internal bool Allows(IPAddress address) => !Contains(_denied, address) && (_allowed.Length == 0 || Contains(_allowed, address));

    private static bool Contains(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork Plain(IPNetwork network) => network.BaseAddress.IsIPv4MappedToIPv6 && network.PrefixLength >= MappedLength
        ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - MappedLength)
        : network;
}
