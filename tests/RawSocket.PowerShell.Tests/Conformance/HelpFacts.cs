using System.Xml.Linq;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>What the built help of one language has on a command.</summary>
/// <param name="Language">The folder.</param>
/// <param name="Command">Its name.</param>
/// <param name="Parts">The parts of the page that have a text.</param>
/// <param name="Parameters">The parameters that are described.</param>
/// <param name="ExampleCount">How many examples have code and a text.</param>
internal sealed record HelpFacts(string Language, string Command, IReadOnlyList<string> Parts, IReadOnlyList<string> Parameters, int ExampleCount)
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static IReadOnlyList<HelpFacts> Read(string language) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Module, language), "*.xml")
            .SelectMany(static file => XDocument.Load(file).Root!.Elements(s_command + "command"))
            .Select(page => Of(language, page)),
    ];

    private static HelpFacts Of(string language, XElement page)
    {
        (string Name, XElement? Element)[] parts =
        [
            ("synopsis", page.Element(s_command + "details")?.Element(s_maml + "description")),
            ("description", page.Element(s_maml + "description")),
            ("inputs", page.Element(s_command + "inputTypes")),
            ("outputs", page.Element(s_command + "returnValues")),
            ("notes", page.Element(s_maml + "alertSet")),
            ("links", page.Element(s_maml + "relatedLinks") ?? page.Element(s_command + "relatedLinks")),
        ];
        return new HelpFacts(
            language,
            page.Element(s_command + "details")!.Element(s_command + "name")!.Value,
            [.. parts.Where(static part => HasText(part.Element)).Select(static part => part.Name)],
            [
                .. page.Elements(s_command + "parameters").Elements()
                    .Where(static parameter => HasText(parameter.Element(s_maml + "description")))
                    .Select(static parameter => parameter.Element(s_maml + "name")!.Value),
            ],
            page.Elements(s_command + "examples").Elements()
                .Count(static example => HasText(example.Element(s_dev + "code")) && HasText(example.Element(s_maml + "introduction"))));
    }

    private static bool HasText(XElement? element) => !string.IsNullOrWhiteSpace(element?.Value);
}
