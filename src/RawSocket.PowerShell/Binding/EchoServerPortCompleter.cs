using System.Collections;
using System.Globalization;
using System.Net;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the ports of running echo servers.</summary>
public sealed class EchoServerPortCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        EchoServers.All.SelectMany(static server => server.LocalEndPoints
            .OfType<IPEndPoint>()
            .Select(place => new Offer(place.Port.ToString(CultureInfo.InvariantCulture), server.ToString())));
}
