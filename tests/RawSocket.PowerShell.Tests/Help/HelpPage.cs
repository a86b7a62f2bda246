using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>
/// Tells an example's code from its output: the help shows both in one text, and the page that it was built from has a fence
/// for each.
/// </summary>
internal static partial class HelpPage
{
    /// <summary>The scripts of a command's examples, each checked to be what the help shows.</summary>
    internal static IReadOnlyList<string> RunnableExamples(string command, IReadOnlyList<string> shown)
    {
        string page = Path.Combine(Repository.HelpPages, command + ".md");
        Assert.True(File.Exists(page), $"There is no page {page}.");
        string[] examples = [.. ExampleHeading().Split(ExamplesOf(File.ReadAllText(page))).Skip(1)];
        Assert.Equal(shown.Count, examples.Length);
        return [.. examples.Zip(shown, ScriptOf)];
    }

    private static string ExamplesOf(string page)
    {
        string[] sections = SectionHeading().Split(page);
        int at = Array.FindIndex(sections, static section => section.StartsWith("EXAMPLES", StringComparison.Ordinal));
        Assert.True(at >= 0, "The page has no EXAMPLES.");
        return sections[at];
    }

    private static string ScriptOf(string example, string shown)
    {
        string[] scripts = [.. ScriptFence().Matches(example).Select(static fence => fence.Groups["script"].Value.TrimEnd())];
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains(script, shown, StringComparison.Ordinal));
        return string.Join('\n', scripts);
    }

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex ExampleHeading();

    [GeneratedRegex(@"^```powershell[ \t]*\n(?<script>.*?)^```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ScriptFence();
}
