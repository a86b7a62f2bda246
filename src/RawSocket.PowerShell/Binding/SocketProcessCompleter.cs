using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using RawSockets.Diagnostics;

namespace RawSockets.PowerShell.Binding;

/// <summary>Completes the names or numbers of processes that have internet sockets.</summary>
public sealed class SocketProcessCompleter : IArgumentCompleter
{
    private const int PatienceMilliseconds = 500;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        bool byName = string.Equals(parameterName, "ProcessName", StringComparison.OrdinalIgnoreCase);
        string word = (wordToComplete ?? "").Trim('\'', '"');
        SocketOwners owners = SocketOwners.Find(CompletedRows.Read().Select(static row => row.Inode), Deadline.After(PatienceMilliseconds));
        return owners.Everybody
            .GroupBy(owner => byName ? owner.Name : owner.ProcessId.ToString(CultureInfo.InvariantCulture))
            .Where(group => group.Key.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(group => new CompletionResult(
                CompletedText.Quoted(group.Key),
                byName ? group.Key : $"{group.Key} {group.First().Name}",
                CompletionResultType.ParameterValue,
                string.Join(", ", group.Select(owner => byName ? owner.ProcessId.ToString(CultureInfo.InvariantCulture) : owner.Name))));
    }
}
