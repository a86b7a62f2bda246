using System.Collections;
using System.Globalization;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes ports that are in use, those that are listened at first; for a client only those.</summary>
public sealed class PortCompleter : Completer
{
    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound)
    {
        bool remote = string.Equals(parameter, "RemotePort", StringComparison.OrdinalIgnoreCase);
        bool client = string.Equals(parameter, "Port", StringComparison.OrdinalIgnoreCase);
        return (client ? CompletedRows.Listening(SocketStateQuery.InternetProtocols) : CompletedRows.Read())
            .Where(static row => row.Protocol != SocketProtocol.Raw)
            .GroupBy(row => (remote ? row.RemotePort : row.LocalPort) ?? 0)
            .Where(static group => group.Key > 0)
            .OrderByDescending(static group => group.Any(static row => row.State == TcpState.Listen))
            .ThenBy(static group => group.Key)
            .Select(static group => new Offer(group.Key.ToString(CultureInfo.InvariantCulture), Uses(group)));
    }

    private static string Uses(IEnumerable<SocketState> rows) =>
        string.Join(", ", rows.Select(static row => $"{SocketStateText.Protocol(row)} {TcpStateNames.Of(row.State)}").Distinct());
}
