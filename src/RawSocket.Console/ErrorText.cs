using System.Management.Automation;

namespace RawSocket.Console;

/// <summary>An error in two lines: who failed and why, then its identifier and place for those who look them up.</summary>
internal static class ErrorText
{
    public static string Render(ErrorRecord error, bool colourful) =>
        Paint.Red($"{Source(error)}: {error}", colourful) + "\n" +
        Paint.Dim($"  [{error.FullyQualifiedErrorId}]{Place(error)}", colourful) + "\n";

    private static string Source(ErrorRecord error) => error switch
    {
        { CategoryInfo.Category: ErrorCategory.ParserError } => "ParserError",
        { InvocationInfo.MyCommand.Name: { Length: > 0 } command } => command,
        { CategoryInfo.Activity: { Length: > 0 } activity } => activity,
        { CategoryInfo.Category: ErrorCategory.NotSpecified } => "Error",
        _ => error.CategoryInfo.Category.ToString(),
    };

    private static string Place(ErrorRecord error) =>
        error.InvocationInfo is { ScriptName: { Length: > 0 } script, ScriptLineNumber: > 0 and var line }
            ? $" {script}:{line}"
            : string.Empty;
}
