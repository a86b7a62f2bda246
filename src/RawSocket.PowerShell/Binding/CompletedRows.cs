using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Rows for completers. One that throws, or takes long, would spoil a keystroke.</summary>
internal static class CompletedRows
{
    private const int Most = 20_000;
    private const int PatienceMilliseconds = 500;

    internal static List<SocketState> Read()
    {
        List<SocketState> rows = [];
        using CancellationTokenSource patience = new(PatienceMilliseconds);
        foreach (SocketProtocol protocol in SocketStateQuery.InternetProtocols)
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
