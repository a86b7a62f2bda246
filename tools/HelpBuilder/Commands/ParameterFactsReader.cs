using System.Globalization;
using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Commands;

/// <summary>Reads a parameter's YAML block.</summary>
internal sealed class ParameterFactsReader
{
    private static readonly string[] s_required = ["Type", "Parameter Sets", "Required", "Position", "Accept pipeline input"];
    private static readonly string[] s_optional = ["Aliases", "Accepted values", "Default value", "Accept wildcard characters"];
    private static readonly string[] s_pipelineWays = ["ByValue", "ByPropertyName"];

    private readonly SourcePage _page;
    private readonly FencedCodeBlock _block;
    private readonly Dictionary<string, YamlEntry> _entries;

    private ParameterFactsReader(SourcePage page, FencedCodeBlock block)
    {
        _page = page;
        _block = block;
        _entries = FlatYaml.Read(page, block);
    }

    internal static ParameterFacts Read(SourcePage page, FencedCodeBlock block)
    {
        ParameterFactsReader reader = new(page, block);
        reader.CheckKeys();
        return new ParameterFacts
        {
            Type = reader.Text("Type", string.Empty),
            Sets = reader.List("Parameter Sets"),
            Aliases = reader.List("Aliases"),
            AcceptedValues = reader.List("Accepted values"),
            IsRequired = reader.Flag("Required"),
            Position = reader.Position(),
            DefaultValue = reader.Text("Default value", "None"),
            PipelineInput = reader.PipelineInput(),
            AcceptsWildcards = reader.Flag("Accept wildcard characters"),
        };
    }

    private void CheckKeys()
    {
        foreach ((string key, YamlEntry entry) in _entries)
        {
            if (!s_required.Contains(key) && !s_optional.Contains(key))
            {
                _page.Report(entry.Line, $"unknown key \"{key}\"");
            }
        }

        foreach (string key in s_required.Where(key => Text(key, string.Empty).Length == 0))
        {
            _page.Report(_block.Line, $"the yaml block gives no \"{key}\"");
        }
    }

    private string Text(string key, string otherwise) =>
        _entries.TryGetValue(key, out YamlEntry entry) && entry.Value.Length > 0 ? entry.Value : otherwise;

    private string[] List(string key) => Items(Text(key, string.Empty));

    private static string[] Items(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private bool Flag(string key)
    {
        string text = Text(key, "False");
        if (!bool.TryParse(text, out bool flag))
        {
            Refuse(key, "True or False");
        }

        return flag;
    }

    private string Position()
    {
        string text = Text("Position", "named").ToLowerInvariant();
        if (text != "named" && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            Refuse("Position", "a number or Named");
        }

        return text;
    }

    private string PipelineInput()
    {
        string text = Text("Accept pipeline input", "False");
        bool ways = text.StartsWith("True (", StringComparison.Ordinal)
            && text.EndsWith(')')
            && Items(text[6..^1]) is { Length: > 0 } items
            && items.All(s_pipelineWays.Contains);
        if (text != "False" && !ways)
        {
            Refuse("Accept pipeline input", "False, or True (ByValue), True (ByPropertyName) or True (ByPropertyName, ByValue)");
        }

        return text;
    }

    private void Refuse(string key, string expected) =>
        _page.Report(_entries[key].Line, $"\"{key}\" is \"{_entries[key].Value}\", not {expected}");
}
