using System.Management.Automation.Language;

namespace RawSockets.PowerShell.Binding;

/// <summary>Text that a completer puts on the line.</summary>
internal static class CompletedText
{
    /// <summary>The text as an argument: in quotes where the language would read it as something else.</summary>
    internal static string Quoted(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/')
        ? text
        : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    /// <summary>What was typed, without the quotes around it.</summary>
    internal static string Typed(string? wordToComplete) => (wordToComplete ?? "").Trim('\'', '"');
}
