using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;
using RawSockets.PowerShell.Tests.Help;

namespace RawSockets.PowerShell.Tests.Tutorial;

/// <summary>Every block of the tutorial runs as it stands, each chapter in a session of its own, and prints what stands below it.</summary>
public sealed partial class TutorialTests
{
    public static TheoryData<int> EachChapter => [.. Enumerable.Range(0, TutorialPage.Chapters(TutorialPage.English).Count)];

    [Theory]
    [MemberData(nameof(EachChapter))]
    public void Each_block_prints_what_the_page_shows(int chapter)
    {
        OpenDescriptors before = OpenDescriptors.Now();
        using Engine engine = new();
        foreach (TutorialBlock block in TutorialPage.Chapters(TutorialPage.English)[chapter])
        {
            string shown = engine.Show(block.Code);
            Assert.True(
                ShownText.Comparable(block.Output) == ShownText.Comparable(shown),
                $"{block.Code}\nprinted\n{shown}\nand the page shows\n{block.Output}");
        }

        Assert.Empty(engine.Run("Get-RawSocket; Get-EchoServer").Output);
        before.AssertNothingLeft();
    }

    /// <summary>So what runs in one of them runs in the other.</summary>
    [Fact]
    public void Both_languages_have_the_same_code_and_output()
    {
        Assert.NotEmpty(TutorialPage.Chapters(TutorialPage.English));
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

    [Fact]
    public void What_differs_is_noticed()
    {
        Assert.NotEqual(ShownText.Comparable("tcp 1 0 127.0.0.1:80 FIN_WAIT2 17/pwsh off"), ShownText.Comparable("tcp 0 0 127.0.0.1:80 FIN_WAIT2 17/pwsh off"));
        Assert.NotEqual(ShownText.Comparable("tcp 1 0 CLOSE_WAIT 17/pwsh off"), ShownText.Comparable("tcp 1 0 CLOSE_WAIT - off"));
        Assert.Equal(ShownText.Comparable("tcp 1 0 CLOSE_WAIT 17/pwsh  off"), ShownText.Comparable("tcp 1 0 CLOSE_WAIT 9/dotnet off"));
    }

    private static List<string> All(Regex pattern, string page) => [.. pattern.Matches(TutorialPage.Read(page)).Select(static match => match.Value)];

    [GeneratedRegex(@"^```.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("^#+ ", RegexOptions.Multiline)]
    private static partial Regex HeadingMarks();

    [GeneratedRegex(@"\]\((?<path>(?!https?:)[^)#]+)")]
    private static partial Regex LocalLink();
}
