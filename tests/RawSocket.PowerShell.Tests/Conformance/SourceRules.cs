using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>Rules for the sources of the library and the cmdlets.</summary>
internal static partial class SourceRules
{
    /// <summary>File and text of every source below a folder.</summary>
    internal static IReadOnlyList<(string File, string Text)> Read(string folder)
    {
        string root = Path.Combine(Repository.Root, folder);
        return
        [
            .. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(root, file).StartsWith("obj/", StringComparison.Ordinal) && !Path.GetRelativePath(root, file).StartsWith("bin/", StringComparison.Ordinal))
                .Select(file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file))),
        ];
    }

    /// <summary>Whoever calls them decides what is shown, and where.</summary>
    internal static IEnumerable<string> ConsoleUse(IEnumerable<(string File, string Text)> sources) =>
        from source in sources
        from line in source.Text.Split('\n')
        where Console.IsMatch(Comment.Replace(line, ""))
        select $"{source.File}: {line.Trim()}";

    [GeneratedRegex(@"(?<![\w.])(System\.)?Console\.|using static System\.Console")]
    private static partial Regex Console { get; }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment { get; }
}
