using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of encodings.</summary>
public sealed class EncodingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters) =>
        Encodings.ByName.Keys
            .Where(name => name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(static name => new CompletionResult(name));
}
