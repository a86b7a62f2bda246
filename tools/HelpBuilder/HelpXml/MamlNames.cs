using System.Xml.Linq;

namespace RawSockets.HelpBuilder.HelpXml;

/// <summary>The namespaces of help files. The engine compares some names with their prefixes, so these are fixed too.</summary>
internal static class MamlNames
{
    internal static readonly XNamespace Root = "http://msh";
    internal static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    internal static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    internal static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static IEnumerable<XAttribute> Prefixes =>
    [
        new(XNamespace.Xmlns + "maml", Maml),
        new(XNamespace.Xmlns + "command", Command),
        new(XNamespace.Xmlns + "dev", Dev),
    ];

    internal static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => TextElement(Maml + "para", paragraph));

    /// <summary>An element that is written as one tag if it is empty.</summary>
    internal static XElement TextElement(XName name, string text) => new(name, text.Length == 0 ? null : text);

    internal static XElement Description(IEnumerable<string> paragraphs) => new(Maml + "description", Paragraphs(paragraphs));

    internal static XElement Type(string name) =>
        new(Dev + "type", new XElement(Maml + "name", name), new XElement(Maml + "uri"));
}
