using System.Globalization;
using System.Management.Automation;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>The keys of a page's yaml block for a parameter, and what the command itself says for each.</summary>
internal static class ParameterFacts
{
    /// <summary>What must stand in the block that is about a parameter in a parameter set.</summary>
    internal static IReadOnlyDictionary<string, string> Real(CommandParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        Type element = type.IsArray ? type.GetElementType()! : type;
        Dictionary<string, string> facts = new()
        {
            ["Type"] = type.Name,
            ["Aliases"] = string.Join(", ", parameter.Aliases),
            ["Required"] = parameter.IsMandatory ? "True" : "False",
            ["Position"] = parameter.Position < 0 ? "Named" : parameter.Position.ToString(CultureInfo.InvariantCulture),
            ["Accept pipeline input"] = PipelineInput(parameter),
            ["Accept wildcard characters"] = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "True" : "False",
        };
        if (element.IsEnum)
        {
            facts.Add("Accepted values", string.Join(", ", Enum.GetNames(element)));
        }

        return facts;
    }

    /// <summary>Reads a yaml block, but for the parameter sets and the default value, of which the command cannot tell.</summary>
    internal static IReadOnlyDictionary<string, string> Written(string yaml) => Entries(yaml)
        .Where(static entry => entry.Key is not ("Parameter Sets" or "Default value"))
        .ToDictionary(static entry => entry.Key, static entry => entry.Value);

    /// <summary>Whether a yaml block is about a parameter set.</summary>
    internal static bool IsFor(string yaml, string parameterSet) =>
        Entries(yaml).Single(static entry => entry.Key == "Parameter Sets").Value.Split(", ") is var sets
        && (sets.Contains("(All)") || sets.Contains(parameterSet));

    private static IEnumerable<(string Key, string Value)> Entries(string yaml) =>
        from line in yaml.Split('\n')
        where line.Length > 0
        let colon = line.IndexOf(':', StringComparison.Ordinal)
        select (line[..colon], line[(colon + 1)..].Trim());

    private static string PipelineInput(CommandParameterInfo parameter) =>
        (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };
}
