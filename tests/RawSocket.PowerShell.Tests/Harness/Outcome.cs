using System.Management.Automation;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>What a script gave: its output, its errors, and its verbose lines, each in order.</summary>
/// <param name="Output">The objects.</param>
/// <param name="Errors">The error records; one that ended the script is the last.</param>
/// <param name="Verbose">The lines of -Verbose.</param>
/// <param name="Terminated">Whether an error ended it.</param>
internal sealed record Outcome(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Verbose, bool Terminated)
{
    internal PSObject Single() => Assert.Single(Succeeded().Output);

    internal T Single<T>() => Assert.IsType<T>(Single().BaseObject, exactMatch: false);

    internal IReadOnlyList<string> Lines() => [.. Succeeded().Output.Select(static item => item?.ToString() ?? "")];

    /// <summary>Fails the test when there was any error.</summary>
    internal Outcome Succeeded()
    {
        Assert.True(
            Errors.Count == 0,
            string.Join('\n', Errors.Take(3).Select(static error => $"{error} [{error.FullyQualifiedErrorId}]\n{error.InvocationInfo?.PositionMessage}\n{error.ScriptStackTrace}")));
        return this;
    }

    /// <summary>The one error that there must be.</summary>
    internal ErrorRecord Failure() => Assert.Single(Errors);
}
