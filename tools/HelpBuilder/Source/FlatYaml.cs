using Markdig.Helpers;
using Markdig.Syntax;

namespace RawSockets.HelpBuilder.Source;

/// <summary>A value and the line it stands in, counted from 0.</summary>
internal readonly record struct YamlEntry(string Value, int Line);

/// <summary>YAML as these pages use it: one `key: value` a line.</summary>
internal static class FlatYaml
{
    internal static Dictionary<string, YamlEntry> Read(SourcePage page, LeafBlock block)
    {
        Dictionary<string, YamlEntry> entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (StringLine line in block.Lines.Lines.AsSpan(0, block.Lines.Count))
        {
            string text = line.ToString().Trim();
            if (text.Length == 0 || text.StartsWith('#'))
            {
                continue;
            }

            (string key, string value) = Split(text);
            if (key.Length == 0)
            {
                page.Report(line.Line, $"\"{text}\" is not of the form \"key: value\"");
            }
            else if (!entries.TryAdd(key, new YamlEntry(value, line.Line)))
            {
                page.Report(line.Line, $"\"{key}\" is given twice");
            }
        }

        return entries;
    }

    private static (string Key, string Value) Split(string text)
    {
        int separator = text.IndexOf(": ", StringComparison.Ordinal);
        if (separator >= 0)
        {
            return (text[..separator].TrimEnd(), text[(separator + 2)..].Trim());
        }

        return text.EndsWith(':') ? (text[..^1].TrimEnd(), string.Empty) : (string.Empty, string.Empty);
    }
}
