using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Conformance;

/// <summary>
/// The library's public API is a reviewed list. An analyzer compares every member with it while compiling; the rule here sees that the
/// analyzer and its lists are there, and that the list names every type.
/// </summary>
internal static class PublicApi
{
    private static readonly string[] s_lists = ["PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt"];
    private static readonly string s_folder = Path.Combine(Repository.Root, "src", "RawSocket");

    /// <summary>The lines of both lists; those that are not shipped yet are reviewed all the same.</summary>
    internal static IReadOnlyList<string> Listed() =>
        [.. s_lists.SelectMany(static name => File.ReadLines(Path.Combine(s_folder, name)))];

    /// <summary>The names of the built assembly's public types, as the lists have them.</summary>
    internal static IReadOnlyList<string> Types(Engine engine) =>
        [.. engine.Run("[RawSockets.RawSocket].Assembly.GetExportedTypes().FullName").Lines().Select(static name => name.Replace('+', '.').Split('`')[0])];

    internal static string Project() => File.ReadAllText(Path.Combine(s_folder, "RawSocket.csproj"));

    internal static IEnumerable<string> Unreviewed(IEnumerable<string> types, IReadOnlyList<string> listed, string project)
    {
        IEnumerable<string> missing = types
            .Where(type => !listed.Any(line => line == type || line.StartsWith($"{type}<", StringComparison.Ordinal)))
            .Select(static type => $"{type}: is public and not in the reviewed list");
        bool isAnalyzed = project.Contains("\"Microsoft.CodeAnalysis.PublicApiAnalyzers\"", StringComparison.Ordinal);
        return isAnalyzed ? missing : missing.Append("RawSocket.csproj: has no analyzer of the public API");
    }
}
