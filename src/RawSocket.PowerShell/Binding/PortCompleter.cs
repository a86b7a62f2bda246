using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes ports that are in use, those that are listened at first; for a client only those.</summary>
public sealed class PortCompleter : IArgumentCompleter
{
    private const int Shown = 200;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        bool remote = string.Equals(parameterName, "RemotePort", StringComparison.OrdinalIgnoreCase);
        string word = (wordToComplete ?? "").Trim('\'', '"');
        bool client = string.Equals(parameterName, "Port", StringComparison.OrdinalIgnoreCase);
        return (client ? CompletedRows.Listening(SocketStateQuery.InternetProtocols) : CompletedRows.Read())
            .Where(static row => row.Protocol != SocketProtocol.Raw)
            .GroupBy(row => (remote ? row.RemotePort : row.LocalPort) ?? 0)
            .Where(group => group.Key > 0 && group.Key.ToString(CultureInfo.InvariantCulture).StartsWith(word, StringComparison.Ordinal))
            .OrderByDescending(static group => group.Any(static row => row.State == TcpState.Listen))
            .ThenBy(static group => group.Key)
            .Take(Shown)
            .Select(static group => Result(group.Key.ToString(CultureInfo.InvariantCulture), group));
    }

    private static CompletionResult Result(string port, IEnumerable<SocketState> rows) => new(
        port,
        port,
        CompletionResultType.ParameterValue,
        string.Join(", ", rows.Select(static row => $"{SocketStateText.Protocol(row)} {TcpStateNames.Of(row.State)}").Distinct()));
}
