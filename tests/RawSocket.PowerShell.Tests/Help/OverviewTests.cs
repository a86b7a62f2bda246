using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>about_RawSocket is where people look for what there is, so it names every command and every other topic.</summary>
public sealed class OverviewTests
{
    private const string Overview = "about_RawSocket";

    /// <summary>The pages of each language.</summary>
    public static TheoryData<string> Languages => [Repository.HelpPages, Repository.ChineseHelpPages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void It_names_every_command_and_topic(string pages)
    {
        string page = File.ReadAllText(Path.Combine(pages, Overview + ".md"));
        string[] names = [.. ModuleManifest.Commands, .. HelpPage.AboutTopics.Select(static topic => topic.Data)];
        Assert.Empty(Unnamed(names, page));
        Assert.All(names, name => Assert.Equal([name], Unnamed(names, Word(name).Replace(page, ""))));
    }

    private static IEnumerable<string> Unnamed(IEnumerable<string> names, string page) => names.Where(name => !Word(name).IsMatch(page));

    /// <summary>The name on its own: Get-RawSocket is not named by Get-RawSocketState.</summary>
    private static Regex Word(string name) => new($"(?<![A-Za-z_-]){Regex.Escape(name)}(?![A-Za-z_-])");
}
