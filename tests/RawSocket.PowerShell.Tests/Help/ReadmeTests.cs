using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>The two READMEs say the same: same code, same outline, same cmdlets, and each leads to the other.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string s_english = Read("README.md");
    private static readonly string s_chinese = Read("README.zh-CN.md");

    [Fact]
    public void Their_code_is_the_same() => Assert.Equal(All(CodeBlock(), s_english), All(CodeBlock(), s_chinese));

    [Fact]
    public void Their_outlines_are_the_same() => Assert.Equal(All(HeadingMarks(), s_english), All(HeadingMarks(), s_chinese));

    [Fact]
    public void The_words_in_backticks_are_the_same()
    {
        Assert.Empty(Words(s_english).Except(Words(s_chinese)));
        Assert.Empty(Words(s_chinese).Except(Words(s_english)));
    }

    [Fact]
    public void Each_begins_with_a_link_to_the_other()
    {
        Assert.Contains("](README.zh-CN.md)", Beginning(s_english), StringComparison.Ordinal);
        Assert.Contains("](README.md)", Beginning(s_chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void Its_links_lead_somewhere(string readme) =>
        Assert.All(
            LocalLink().Matches(Read(readme)).Select(static link => link.Groups["path"].Value),
            static path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), $"There is no {path}."));

    private static string Read(string name) => File.ReadAllText(Path.Combine(Repository.Root, name));

    private static string Beginning(string readme) => string.Join('\n', readme.Split('\n').Take(5));

    private static List<string> All(Regex pattern, string text) => [.. pattern.Matches(text).Select(static match => match.Value)];

    /// <summary>A word may be broken between two lines.</summary>
    private static IEnumerable<string> Words(string readme) =>
        All(CodeWord(), CodeBlock().Replace(readme, "")).Select(static word => word.ReplaceLineEndings(" "));

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex HeadingMarks();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex CodeWord();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)")]
    private static partial Regex LocalLink();
}
