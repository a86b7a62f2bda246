using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of network namespaces, those in /run/netns.</summary>
public sealed class NetworkNamespaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        return NetworkNamespace.Names().Where(name => name.StartsWith(word, StringComparison.Ordinal)).Select(static name => new CompletionResult(name));
    }
}
