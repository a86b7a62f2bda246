using System.Collections;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the congestion controls that the kernel has loaded.</summary>
public sealed class CongestionControlCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        KernelWords.CongestionControls().Select(static name => new Offer(name, name));
}
