using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the states that sockets can be listed in; netstat's spelling is the tip.</summary>
public sealed class SocketStateCompleter : IArgumentCompleter
{
    private static readonly TcpState[] s_states =
    [
        TcpState.Listen, TcpState.Established, TcpState.SynSent, TcpState.SynReceived, TcpState.FinWait1, TcpState.FinWait2, TcpState.TimeWait,
        TcpState.CloseWait, TcpState.LastAck, TcpState.Closing, TcpState.Closed,
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        return s_states
            .Where(state => state.ToString().StartsWith(word, StringComparison.OrdinalIgnoreCase)
                || TcpStateNames.Of(state).StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(static state => new CompletionResult(state.ToString(), state.ToString(), CompletionResultType.ParameterValue, TcpStateNames.Of(state)));
    }
}
