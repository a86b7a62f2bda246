using System.Net;

namespace RawSockets.Engine;

/// <summary>Prefixes that are allowed and denied. Denial wins; when none is allowed by name, all are that are not denied.</summary>
internal sealed class AddressFilter(IReadOnlyList<IPNetwork> allowed, IReadOnlyList<IPNetwork> denied)
{
    internal bool IsEmpty => allowed.Count == 0 && denied.Count == 0;

    internal bool Allows(IPAddress address) =>
        !denied.Any(network => network.Contains(address)) && (allowed.Count == 0 || allowed.Any(network => network.Contains(address)));
}
