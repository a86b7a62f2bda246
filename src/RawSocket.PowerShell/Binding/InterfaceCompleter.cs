using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net.NetworkInformation;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names of this machine's interfaces.</summary>
public sealed class InterfaceCompleter : IArgumentCompleter
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
        return NetworkInterface.GetAllNetworkInterfaces()
            .Select(static one => one.Name)
            .Where(name => name.StartsWith(word, StringComparison.Ordinal))
            .Select(static name => new CompletionResult(name));
    }
}
