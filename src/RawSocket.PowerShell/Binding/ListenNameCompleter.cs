using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of the sockets that a service manager handed over.</summary>
public sealed class ListenNameCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        ActivatedSockets.All().Select(static entry => new Offer(entry.Name, $"descriptor {entry.Descriptor}"));
}
