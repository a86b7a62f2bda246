using RawSockets.HelpBuilder.Commands;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Translation;

/// <summary>Compares what a command's page and its translation name: help file, parameters, types and links.</summary>
internal static class CommandComparison
{
    internal static void Compare(CommandHelp original, CommandHelp translated, SourcePage page)
    {
        Compare(page, "help file", [original.HelpFile], [translated.HelpFile]);
        Compare(page, "parameters", original.Parameters.Select(Name), translated.Parameters.Select(Name));
        Compare(page, "INPUTS", original.Inputs.Select(type => type.Name), translated.Inputs.Select(type => type.Name));
        Compare(page, "OUTPUTS", original.Outputs.Select(type => type.Name), translated.Outputs.Select(type => type.Name));
        Compare(page, "RELATED LINKS", original.Links.Select(Target), translated.Links.Select(Target));
        if (original.Notes.Count > 0 && translated.Notes.Count == 0)
        {
            page.Report(0, "it has no NOTES");
        }
    }

    private static string Name(ParameterHelp parameter) => parameter.Name;

    /// <summary>The address; the text if it is to be looked up by Get-Help, which takes it for a name.</summary>
    private static string Target(LinkHelp link) => link.Address.Length > 0 ? link.Address : link.Text;

    private static void Compare(SourcePage page, string what, IEnumerable<string> original, IEnumerable<string> translated)
    {
        string wanted = string.Join(", ", original);
        string found = string.Join(", ", translated);
        if (wanted != found)
        {
            page.Report(0, $"{what}: \"{found}\", but the original has \"{wanted}\"");
        }
    }
}
