using System.Collections;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of network namespaces, those in /run/netns.</summary>
public sealed class NetworkNamespaceCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        NetworkNamespace.Names().Select(static name => new Offer(name, name));
}
