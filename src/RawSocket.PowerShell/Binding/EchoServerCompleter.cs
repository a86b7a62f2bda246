using System.Collections;
using RawSockets.Echo;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes running echo servers: the variables that hold one, and their addresses.</summary>
public sealed class EchoServerCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound) =>
        SessionVariables.Holding<EchoServer>()
            .Where(static one => one.Value.State != EchoServerState.Stopped)
            .Select(static one => new Offer(one.Expression, one.Value.ToString(), IsExpression: true))
            .Concat(EchoServers.All.SelectMany(static server => server.LocalEndPoints.Select(place => new Offer(place.ToString()!, server.ToString()))));
}
