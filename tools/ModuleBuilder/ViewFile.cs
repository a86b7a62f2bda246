using System.Xml.Linq;

namespace RawSockets.ModuleBuilder;

/// <summary>All views in one file: the engine reads one faster than several.</summary>
internal static class ViewFile
{
    private const string Views = "ViewDefinitions";

    /// <exception cref="FormatException">A file has something else than views, which would be lost.</exception>
    internal static string Join(IEnumerable<string> files)
    {
        XElement views = new(Views, files.SelectMany(ViewsIn));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("Configuration", views)}\n";
    }

    private static IEnumerable<XElement> ViewsIn(string file)
    {
        // White space within a view may be text that is shown.
        XElement root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
        XElement[] parts = [.. root.Elements()];
        return parts is [{ Name.LocalName: Views }]
            ? parts[0].Elements()
            : throw new FormatException($"{file} has {string.Join(", ", parts.Select(static part => part.Name))}; only {Views} can be joined.");
    }
}
