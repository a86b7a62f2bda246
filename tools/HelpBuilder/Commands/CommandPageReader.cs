using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Commands;

/// <summary>Reads a command's page, in the schema of PlatyPS 2.0.0.</summary>
internal static class CommandPageReader
{
    private const string HelpFileKey = "external help file";
    private static readonly string[] s_required = ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS"];
    private static readonly string[] s_optional = ["NOTES", "RELATED LINKS"];

    /// <summary>A page is a command's if it names a help file, or is called Verb-Noun and should name one.</summary>
    internal static bool IsOne(SourcePage page) => page.FrontMatter.ContainsKey(HelpFileKey) || IsCommandName(page.Name);

    internal static CommandHelp Read(SourcePage page)
    {
        RequireSchema(page);
        Dictionary<string, Section> sections = Sections(page);
        IReadOnlyList<ParameterHelp> parameters = ParameterReader.Read(page, Body(sections, "PARAMETERS"));
        return new CommandHelp
        {
            Name = page.Name,
            HelpFile = HelpFile(page),
            Synopsis = RequiredText(page, sections, "SYNOPSIS"),
            Description = RequiredText(page, sections, "DESCRIPTION"),
            Parameters = parameters,
            Syntax = sections.TryGetValue("SYNTAX", out Section? syntax) ? SyntaxReader.Read(page, syntax, parameters) : [],
            Examples = sections.TryGetValue("EXAMPLES", out Section? examples) ? ExampleReader.Read(page, examples) : [],
            Inputs = Types(page, sections, "INPUTS"),
            Outputs = Types(page, sections, "OUTPUTS"),
            Notes = PlainText(page, Body(sections, "NOTES")),
            Links = LinkReader.Read(page, Body(sections, "RELATED LINKS")),
        };
    }

    /// <summary>The paragraphs of a text.</summary>
    internal static IReadOnlyList<string> PlainText(SourcePage page, IEnumerable<Block> blocks) =>
        [.. BlockText.Read(page, blocks).Select(paragraph => paragraph.ToString())];

    private static bool IsCommandName(string name) =>
        name.Split('-') is [[char verb, ..], [char noun, ..]] && char.IsAsciiLetterUpper(verb) && char.IsAsciiLetterUpper(noun);

    private static string HelpFile(SourcePage page)
    {
        YamlEntry file = page.FrontMatter.GetValueOrDefault(HelpFileKey);
        bool isFileName = file.Value == Path.GetFileName(file.Value);
        if (file.Value is null || !isFileName || !file.Value.EndsWith("-help.xml", StringComparison.OrdinalIgnoreCase))
        {
            page.Report(file.Line, $"the front matter's \"{HelpFileKey}\" names no file ending in -Help.xml");
            return string.Empty;
        }

        return file.Value;
    }

    private static void RequireSchema(SourcePage page)
    {
        YamlEntry schema = page.FrontMatter.GetValueOrDefault("schema");
        if (schema.Value != "2.0.0")
        {
            page.Report(schema.Line, "the front matter does not say \"schema: 2.0.0\"");
        }
    }

    private static Dictionary<string, Section> Sections(SourcePage page)
    {
        Dictionary<string, Section> sections = new(StringComparer.Ordinal);
        foreach (Section section in Section.SplitWhole(page, PageTitle.Take(page), 2))
        {
            if (!s_required.Contains(section.Title) && !s_optional.Contains(section.Title))
            {
                page.Report(section.Line, $"unknown heading \"{section.Title}\"");
            }
            else if (!sections.TryAdd(section.Title, section))
            {
                page.Report(section.Line, $"a second {section.Title}");
            }
        }

        foreach (string title in s_required.Where(title => !sections.ContainsKey(title)))
        {
            page.Report(0, $"{title} is missing");
        }

        return sections;
    }

    private static IReadOnlyList<Block> Body(Dictionary<string, Section> sections, string title) =>
        sections.TryGetValue(title, out Section? section) ? section.Body : [];

    private static IReadOnlyList<string> RequiredText(SourcePage page, Dictionary<string, Section> sections, string title)
    {
        IReadOnlyList<string> text = PlainText(page, Body(sections, title));
        if (text.Count == 0 && sections.TryGetValue(title, out Section? section))
        {
            page.Report(section.Line, $"{title} is empty");
        }

        return text;
    }

    private static IReadOnlyList<TypeHelp> Types(SourcePage page, Dictionary<string, Section> sections, string title)
    {
        IReadOnlyList<Section> types = Section.SplitWhole(page, Body(sections, title), 3);
        if (types.Count == 0 && sections.TryGetValue(title, out Section? section))
        {
            page.Report(section.Line, $"{title} names no type; \"### None\" says that there is none");
        }

        return [.. types.Select(type => new TypeHelp(type.Title, PlainText(page, type.Body)))];
    }
}
