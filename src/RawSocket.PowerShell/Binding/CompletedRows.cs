using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Rows for completers. One that throws, or takes long, would spoil a keystroke.</summary>
internal static class CompletedRows
{
    private const int Most = 20_000;
    private const int PatienceMilliseconds = 500;

    internal static List<SocketState> Read() => Read(SocketStateQuery.InternetProtocols);

    /// <summary>Sockets that others can connect or send to.</summary>
    internal static IEnumerable<SocketState> Listening(params IReadOnlyList<SocketProtocol> protocols) =>
        Read(protocols).Where(static row => row.State == TcpState.Listen || (row.Type == SocketType.Dgram && row.State == TcpState.Closed && row.LocalPort > 0));

    private static List<SocketState> Read(IReadOnlyList<SocketProtocol> protocols)
    {
        List<SocketState> rows = [];
        using CancellationTokenSource patience = new(PatienceMilliseconds);
        foreach (SocketProtocol protocol in protocols)
        {
            try
            {
                rows.AddRange(new SocketStateReader().Read(new SocketStateQuery { Protocols = [protocol] }, patience.Token).Take(Most));
            }
            catch (Exception exception) when (exception is RawSocketException or OperationCanceledException)
            {
                // What was read until then serves.
            }
        }

        return rows;
    }
}
