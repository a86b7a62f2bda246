using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the levels of socket options.</summary>
public sealed class OptionLevelCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        SocketOptionLevel.Names.Select(static name => new Offer(name, name));
}
