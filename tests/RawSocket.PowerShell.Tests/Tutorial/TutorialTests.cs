using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Tutorial;

/// <summary>The tutorial in two languages. tests/Tutorial.Tests.ps1 runs it.</summary>
public sealed partial class TutorialTests
{
    /// <summary>So what runs in one of them runs in the other.</summary>
    [Fact]
    public void Both_languages_have_the_same_code_and_output()
    {
        Assert.NotEmpty(All(Fence(), TutorialPage.English));
        Assert.Equal(All(Fence(), TutorialPage.English), All(Fence(), TutorialPage.Chinese));
    }

    [Fact]
    public void Both_languages_have_the_same_outline() =>
        Assert.Equal(All(HeadingMarks(), TutorialPage.English), All(HeadingMarks(), TutorialPage.Chinese));

    [Theory]
    [InlineData(TutorialPage.English, TutorialPage.Chinese)]
    [InlineData(TutorialPage.Chinese, TutorialPage.English)]
    public void Each_leads_to_the_other_and_its_links_lead_somewhere(string page, string other)
    {
        List<string> links = [.. LocalLink().Matches(TutorialPage.Read(page)).Select(static link => link.Groups["path"].Value)];
        Assert.Contains(other, links);
        Assert.All(links, static path => Assert.True(Path.Exists(Path.Combine(Repository.Root, "docs", path)), $"There is no {path}."));
    }

    private static List<string> All(Regex pattern, string page) => [.. pattern.Matches(TutorialPage.Read(page)).Select(static match => match.Value)];

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex HeadingMarks();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)")]
    private static partial Regex LocalLink();
}
