using System.Xml.Linq;
using RawSockets.HelpBuilder.Commands;
using static RawSockets.HelpBuilder.HelpXml.MamlNames;

namespace RawSockets.HelpBuilder.HelpXml;

/// <summary>Writes a parameter, for the list of parameters or for a syntax.</summary>
internal static class MamlParameter
{
    /// <summary>For the list, which has room for the first facts only.</summary>
    internal static XElement Write(ParameterHelp parameter) => Write(parameter, parameter.Facts[0], showsValue: true);

    /// <summary>For a syntax, where a switch shows no value.</summary>
    internal static XElement WriteInSyntax(ParameterHelp parameter, ParameterFacts facts) =>
        Write(parameter, facts, showsValue: !facts.IsSwitch);

    private static XElement Write(ParameterHelp parameter, ParameterFacts facts, bool showsValue) =>
        new(
            Command + "parameter",
            new XAttribute("required", facts.IsRequired),
            new XAttribute("variableLength", true),
            new XAttribute("globbing", facts.AcceptsWildcards),
            new XAttribute("pipelineInput", facts.PipelineInput),
            new XAttribute("position", facts.Position),
            new XAttribute("aliases", facts.Aliases.Count == 0 ? "none" : string.Join(", ", facts.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            Description(parameter.Description),
            facts.AcceptedValues.Count == 0
                ? null
                : new XElement(Command + "parameterValueGroup", facts.AcceptedValues.Select(value => Value(value, isRequired: false))),
            showsValue ? Value(facts.Type, isRequired: !facts.IsSwitch) : null,
            MamlNames.Type(facts.Type),
            new XElement(Dev + "defaultValue", facts.DefaultValue));

    private static XElement Value(string text, bool isRequired) =>
        new(Command + "parameterValue", new XAttribute("required", isRequired), new XAttribute("variableLength", false), text);
}
