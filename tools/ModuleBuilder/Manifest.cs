using System.Text.RegularExpressions;

namespace RawSockets.ModuleBuilder;

/// <summary>The manifest as it is edited: with every file of views, and without what only the build knows.</summary>
internal sealed partial class Manifest(string text)
{
    /// <summary>The files of views, in their order.</summary>
    internal IReadOnlyList<string> ViewFiles => Names("FormatsToProcess");

    /// <summary>The words by which the gallery finds what is in a module, and which its own publishing command adds.</summary>
    internal IEnumerable<string> GalleryTags =>
    [
        "PSModule",
        .. Names("Tags"),
        "PSIncludes_Cmdlet",
        .. Names("CmdletsToExport").SelectMany(static name => new[] { $"PSCmdlet_{name}", $"PSCommand_{name}" }),
        "PSIncludes_Function",
        .. Names("FunctionsToExport").SelectMany(static name => new[] { $"PSFunction_{name}", $"PSCommand_{name}" }),
    ];

    /// <summary>The manifest of the built module: its version, its one file of views, and where its project is, if that is known.</summary>
    /// <exception cref="FormatException">A key is not there.</exception>
    internal string Stamped(ModuleVersion version, string repository)
    {
        string stamped = Replace(text, Key("ModuleVersion", @"'[^']*'"), $"'{version.Core}'");
        stamped = Replace(stamped, Key("FormatsToProcess", List), $"@('{ModuleSource.ViewFile}')");
        string further = (version.Prerelease.Length > 0 ? Line("Prerelease", version.Prerelease) : "") + ProjectLines(repository.TrimEnd('/'));
        return further.Length > 0 ? Replace(stamped, Key("PSData", "@{\n"), $"@{{\n{further}") : stamped;
    }

    private const string List = @"@\([^)]*\)";

    private static string ProjectLines(string repository) => repository.Length == 0 ? "" :
        Line("ProjectUri", repository) +
        Line("LicenseUri", $"{repository}/blob/HEAD/LICENSE") +
        Line("IconUri", $"{repository}/raw/HEAD/assets/icon.png");

    private static string Line(string key, string value) => $"            {key} = '{value.Replace("'", "''", StringComparison.Ordinal)}'\n";

    private static string Key(string name, string value) => $@"(?<=^\s*{name}\s*=\s*){value}";

    private static string Replace(string text, string pattern, string value)
    {
        Regex regex = new(pattern, RegexOptions.Multiline);
        return regex.IsMatch(text)
            ? regex.Replace(text, _ => value, count: 1)
            : throw new FormatException($"The manifest has nothing like {pattern}.");
    }

    private List<string> Names(string key)
    {
        Match list = Regex.Match(text, Key(key, List), RegexOptions.Multiline);
        return list.Success
            ? [.. Quoted.Matches(list.Value).Select(static match => match.Groups[1].Value)]
            : throw new FormatException($"The manifest has no list {key}.");
    }

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted { get; }
}
