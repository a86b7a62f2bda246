using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Commands;

/// <summary>Reads the PARAMETERS section: for each parameter a text and one or more YAML blocks.</summary>
internal static class ParameterReader
{
    /// <summary>The engine itself tells of these.</summary>
    private static readonly string[] s_general = ["CommonParameters", "WorkflowCommonParameters"];

    internal static IReadOnlyList<ParameterHelp> Read(SourcePage page, IReadOnlyList<Block> body)
    {
        List<ParameterHelp> parameters = [];
        IReadOnlyList<Section> sections = Section.SplitWhole(page, body, 3);
        foreach (Section section in sections.Where(section => !s_general.Contains(section.Title)))
        {
            if (section.Title is not ['-', _, ..] || !section.Title[1..].All(char.IsAsciiLetterOrDigit))
            {
                page.Report(section.Line, $"\"{section.Title}\" is not a parameter's name with its hyphen");
                continue;
            }

            ParameterHelp parameter = ReadOne(page, section);
            if (parameters.Any(other => other.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)))
            {
                page.Report(section.Line, $"a second -{parameter.Name}");
            }

            parameters.Add(parameter);
        }

        return parameters;
    }

    private static ParameterHelp ReadOne(SourcePage page, Section section)
    {
        FencedCodeBlock[] yaml = [.. section.Body.OfType<FencedCodeBlock>().Where(block => block.Info == "yaml")];
        if (yaml.Length == 0)
        {
            page.Report(section.Line, $"{section.Title} has no yaml block");
        }

        IReadOnlyList<string> description = CommandPageReader.PlainText(page, section.Body.Except(yaml));
        if (description.Count == 0)
        {
            page.Report(section.Line, $"{section.Title} has no description");
        }

        ParameterFacts[] facts = [.. yaml.Select(block => ParameterFactsReader.Read(page, block))];
        return new ParameterHelp(section.Title[1..], section.Line, description, facts);
    }
}
