using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of encodings.</summary>
public sealed class EncodingCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        Encodings.ByName.Keys.Select(static name => new Offer(name, name));
}
