using System.Collections;
using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the addresses of this machine at which somebody listens.</summary>
public sealed class PeerAddressCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        CompletedRows.Listening(SocketStateQuery.InternetProtocols)
            .Select(static row => row.LocalEndPoint)
            .OfType<IPEndPoint>()
            .Select(static place => ((IPEndPoint)EndPoints.Reachable(place)).Address.ToString())
            .Order(StringComparer.Ordinal)
            .Prepend("localhost")
            .Select(static address => new Offer(address, address));
}
