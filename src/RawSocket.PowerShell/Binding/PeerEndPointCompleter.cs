using System.Collections;
using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Echo;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes where somebody listens: variables that hold a server, the servers of this process, then all of this machine.</summary>
public sealed class PeerEndPointCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound)
    {
        IEnumerable<Offer> held = SessionVariables.Holding<EchoServer>()
            .Where(static one => one.Value.State != EchoServerState.Stopped)
            .Select(static one => new Offer(one.Expression, one.Value.ToString(), IsExpression: true));
        IEnumerable<Offer> running = EchoServers.All.SelectMany(static server => server.LocalEndPoints.Select(place => At(place, server.ToString())));
        return held.Concat(running).Concat(Listening());
    }

    private static IEnumerable<Offer> Listening()
    {
        List<SocketState> rows = [.. CompletedRows.Listening([.. SocketStateQuery.InternetProtocols, SocketProtocol.Unix])
            .Where(static row => row.LocalEndPoint is IPEndPoint { Port: > 0 } or UnixEndPoint)
            .OrderBy(static row => row.LocalPort ?? long.MaxValue)];
        return rows.Select(static row => At(row.LocalEndPoint!, SocketStateText.Protocol(row)))
            .Concat(rows.Where(IsLocal).Select(static row => new Offer($"localhost:{row.LocalPort}", SocketStateText.Protocol(row))));
    }

    private static bool IsLocal(SocketState row) => EndPoints.Reachable(row.LocalEndPoint!) is IPEndPoint place && IPAddress.IsLoopback(place.Address);

    private static Offer At(EndPoint place, string what) => new(EndPoints.Text(EndPoints.Reachable(place)), what);
}
