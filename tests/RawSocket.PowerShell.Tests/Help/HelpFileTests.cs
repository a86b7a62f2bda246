using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>The help files of the built module are what its pages say, in each language.</summary>
public sealed class HelpFileTests
{
    [Theory]
    [InlineData("en-US", "en-US")]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("zh-CN", "zh-Hans")]
    public void They_are_made_of_the_pages(string pages, string culture) =>
        HelpBuilderProgram.RunWell("--check", Path.Combine(Repository.Root, "docs", pages), Path.Combine(Repository.Module, culture));

    [Fact]
    public void The_tables_of_the_topics_fit_a_terminal()
    {
        string[] rules = [.. Directory.EnumerateFiles(Repository.Module, "about_*.help.txt", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(static line => line.Trim().Length > 0 && line.All(static character => character is '-' or ' '))];
        Assert.NotEmpty(rules);
        Assert.All(rules, static rule => Assert.InRange(rule.Length, 1, 80));
    }

    [Fact]
    public void A_file_that_differs_from_its_page_is_noticed()
    {
        using PagesCopy copy = new(Path.Combine(Repository.Module, "en-US"));
        copy.Replace("about_RawSocket.help.txt", "socket", "pocket");
        (int exitCode, string complaints) = HelpBuilderProgram.Run("--check", Repository.HelpPages, copy.Folder);
        Assert.Equal(1, exitCode);
        Assert.Contains("about_RawSocket.help.txt: error: differs", complaints, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_page_is_noticed_and_removed()
    {
        using PagesCopy copy = new(Path.Combine(Repository.Module, "en-US"));
        string stranger = Path.Combine(copy.Folder, "about_Nothing.help.txt");
        File.WriteAllText(stranger, "");
        Assert.Equal(1, HelpBuilderProgram.Run("--check", Repository.HelpPages, copy.Folder).ExitCode);
        HelpBuilderProgram.RunWell(Repository.HelpPages, copy.Folder);
        Assert.False(File.Exists(stranger));
    }
}
