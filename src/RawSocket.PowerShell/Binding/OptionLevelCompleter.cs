using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the levels of socket options.</summary>
public sealed class OptionLevelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        SocketOptionLevel.Names
            .Where(name => name.StartsWith((wordToComplete ?? "").Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(static name => new CompletionResult(name));
}
