using System.Collections;
using System.Globalization;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the descriptors of the module's open sockets.</summary>
public sealed class DescriptorCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        OpenSockets.All.Select(static socket => new Offer(socket.Descriptor.ToString(CultureInfo.InvariantCulture), socket.ToString()));
}
