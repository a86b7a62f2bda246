using System.Xml.Linq;
using RawSockets.HelpBuilder.Commands;
using static RawSockets.HelpBuilder.HelpXml.MamlNames;

namespace RawSockets.HelpBuilder.HelpXml;

/// <summary>Writes an example.</summary>
internal static class MamlExample
{
    private const string Rule = "----------";

    internal static XElement Write(ExampleHelp example) =>
        new(
            Command + "example",
            new XElement(Maml + "title", $"{Rule} {example.Title} {Rule}"),
            Introduction(example.Introduction),
            new XElement(Dev + "code", example.Code),
            Remarks(example.Remarks));

    /// <summary>The engine prints the code right behind the introduction; what parts them is in the last paragraph.</summary>
    private static XElement? Introduction(IReadOnlyList<string> paragraphs) =>
        paragraphs.Count == 0
            ? null
            : new XElement(Maml + "introduction", Paragraphs([.. paragraphs.SkipLast(1), paragraphs[^1] + "\n\n"]));

    /// <summary>The engine puts no empty line between examples; an empty last paragraph gives one.</summary>
    private static XElement? Remarks(IReadOnlyList<string> paragraphs) =>
        paragraphs.Count == 0 ? null : new XElement(Dev + "remarks", Paragraphs([.. paragraphs, string.Empty]));
}
