using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names and numbers of errors, each with its sentence.</summary>
public sealed class ErrnoCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        string start = (wordToComplete ?? "").Trim('\'', '"');
        bool numbers = string.Equals(parameterName, "Number", StringComparison.OrdinalIgnoreCase);
        return Errno.All
            .Select(errno => (Errno: errno, Text: numbers ? errno.Number.ToString(CultureInfo.InvariantCulture) : errno.Name))
            .Where(item => item.Text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => numbers ? item.Errno.Number : 0)
            .ThenBy(static item => item.Text, StringComparer.Ordinal)
            .Select(static item => new CompletionResult(
                item.Text, $"{item.Errno.Name} ({item.Errno.Number})", CompletionResultType.ParameterValue, item.Errno.Meaning ?? item.Errno.Description));
    }
}
