using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes $true and $false.</summary>
public sealed class BooleanCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        [new("$true", "on", IsExpression: true), new("$false", "off", IsExpression: true)];
}
