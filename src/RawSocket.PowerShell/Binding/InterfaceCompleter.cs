using System.Collections;
using System.Net.NetworkInformation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of this machine's interfaces.</summary>
public sealed class InterfaceCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        NetworkInterface.GetAllNetworkInterfaces().Select(static one => new Offer(one.Name, one.Name));
}
