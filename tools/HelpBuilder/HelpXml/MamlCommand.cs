using System.Xml.Linq;
using RawSockets.HelpBuilder.Commands;
using static RawSockets.HelpBuilder.HelpXml.MamlNames;

namespace RawSockets.HelpBuilder.HelpXml;

/// <summary>Writes one command's help.</summary>
internal static class MamlCommand
{
    internal static XElement Write(CommandHelp help) =>
        new(
            Command + "command",
            Details(help),
            Description(help.Description),
            new XElement(Command + "syntax", help.Syntax.Select(syntax => SyntaxItem(help, syntax))),
            new XElement(Command + "parameters", help.Parameters.Select(MamlParameter.Write)),
            new XElement(Command + "inputTypes", help.Inputs.Select(type => TypeElement("inputType", type))),
            new XElement(Command + "returnValues", help.Outputs.Select(type => TypeElement("returnValue", type))),
            help.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(help.Notes))),
            new XElement(Command + "examples", help.Examples.Select(MamlExample.Write)),
            new XElement(Command + "relatedLinks", help.Links.Select(Link)));

    private static XElement Details(CommandHelp help)
    {
        string[] words = help.Name.Split('-', 2);
        return new XElement(
            Command + "details",
            new XElement(Command + "name", help.Name),
            new XElement(Command + "verb", words[0]),
            new XElement(Command + "noun", words.ElementAtOrDefault(1)),
            Description(help.Synopsis));
    }

    private static XElement SyntaxItem(CommandHelp help, SyntaxHelp syntax) =>
        new(
            Command + "syntaxItem",
            new XElement(Maml + "name", help.Name),
            syntax.Parameters.Select(item => MamlParameter.WriteInSyntax(item.Parameter, item.Facts)));

    private static XElement TypeElement(string name, TypeHelp type) =>
        new(Command + name, MamlNames.Type(type.Name), Description(type.Description));

    private static XElement Link(LinkHelp link) =>
        new(Maml + "navigationLink", TextElement(Maml + "linkText", link.Text), TextElement(Maml + "uri", link.Address));
}
