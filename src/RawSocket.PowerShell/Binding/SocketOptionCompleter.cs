using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of socket options; where the socket is known, only those that it has.</summary>
public sealed class SocketOptionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        bool writing = commandName?.StartsWith("Set-", StringComparison.OrdinalIgnoreCase) ?? false;
        SocketOptionAccess needed = writing ? SocketOptionAccess.Write : SocketOptionAccess.Read;
        RawSocket? socket = BoundSocket.Find(fakeBoundParameters);
        return SocketOption.All
            .Where(option => option.Access.HasFlag(needed) && Matches(option, wordToComplete ?? ""))
            .Where(option => socket is null || option.Fits(socket.Kind))
            .OrderBy(static option => option.Name, StringComparer.Ordinal)
            .Select(static option => new CompletionResult(
                option.Name, option.Name, CompletionResultType.ParameterValue, $"{option.Constant}: {option.Description}"));
    }

    private static bool Matches(SocketOption option, string word)
    {
        string start = word.Trim('\'', '"');
        return option.Name.StartsWith(start, StringComparison.OrdinalIgnoreCase)
            || option.Constant.StartsWith(start, StringComparison.OrdinalIgnoreCase);
    }
}
