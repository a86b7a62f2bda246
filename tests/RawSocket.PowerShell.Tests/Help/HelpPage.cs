using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>The English Markdown page that help was built from, read without the help builder.</summary>
public static partial class HelpPage
{
    /// <summary>The names of the about_ topics.</summary>
    public static TheoryData<string> AboutTopics =>
        [.. Directory.EnumerateFiles(Repository.HelpPages, "about_*.md").Select(static path => Path.GetFileNameWithoutExtension(path)).Order()];

    internal static string Read(string name)
    {
        string page = Path.Combine(Repository.HelpPages, name + ".md");
        Assert.True(File.Exists(page), $"There is no page {page}.");
        return File.ReadAllText(page);
    }

    /// <summary>What stands under a heading of the second level.</summary>
    internal static string Section(string page, string title)
    {
        string? section = SectionHeading().Split(page).FirstOrDefault(text => text.StartsWith(title + "\n", StringComparison.Ordinal));
        Assert.True(section is not null, $"The page has no {title}.");
        return section[title.Length..];
    }

    /// <summary>What stands under each heading of the third level in a section; the heading is the first line.</summary>
    internal static IReadOnlyList<string> Parts(string section) => [.. PartHeading().Split(section).Skip(1)];

    /// <summary>The contents of the fences of one language.</summary>
    internal static IReadOnlyList<string> Fences(string text, string language) =>
        [.. Fence().Matches(text).Where(fence => fence.Groups["language"].Value == language).Select(static fence => fence.Groups["text"].Value.TrimEnd())];

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex SectionHeading();

    [GeneratedRegex("^### ", RegexOptions.Multiline)]
    private static partial Regex PartHeading();

    [GeneratedRegex(@"^```(?<language>\w+)[ \t]*\n(?<text>.*?)^```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
