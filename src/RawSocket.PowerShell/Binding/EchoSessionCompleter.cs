using System.Collections;
using System.Globalization;
using RawSockets.Echo;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the clients of running echo servers: their numbers, or for a session the call that gives it.</summary>
public sealed class EchoSessionCompleter : Completer
{
    private const int PatienceMilliseconds = 500;

    /// <inheritdoc/>
    private protected override IEnumerable<Offer> Offers(string parameter, IDictionary? bound)
    {
        bool number = string.Equals(parameter, "Id", StringComparison.OrdinalIgnoreCase);
        return Sessions().Select(session => number
            ? new Offer(session.Id.ToString(CultureInfo.InvariantCulture), $"{session.RemoteEndPoint} at {session.LocalEndPoint}")
            : new Offer(
                $"(Get-EchoSession -Server {CompletedText.Quoted($"{session.Server.LocalEndPoint}")} -Id {session.Id})",
                $"{session.RemoteEndPoint} at {session.LocalEndPoint}",
                IsExpression: true));
    }

    private static List<EchoSession> Sessions()
    {
        List<EchoSession> sessions = [];
        using CancellationTokenSource patience = new(PatienceMilliseconds);
        foreach (EchoServer server in EchoServers.All)
        {
            try
            {
                sessions.AddRange(server.GetSessions(patience.Token));
            }
            catch (Exception exception) when (exception is RawSocketException or OperationCanceledException)
            {
                // One that throws would spoil a keystroke; the others serve.
            }
        }

        return sessions;
    }
}
