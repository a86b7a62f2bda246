using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>The Chinese pages have the commands, parameters, links and code of the English ones, and any drift is noticed.</summary>
public sealed class TranslationTests
{
    [Fact]
    public void The_Chinese_pages_go_with_the_English_ones() =>
        HelpBuilderProgram.RunWell("--compare", Repository.HelpPages, Repository.ChineseHelpPages);

    /// <summary>One run for all of them: each is in a place of its own.</summary>
    [Fact]
    public void Each_difference_is_noticed()
    {
        (string Page, string Text, string Replacement, string Complaint)[] differences =
        [
            ("New-RawSocket", "$socket = New-RawSocket\n$socket\n", "$s = New-RawSocket\n$s\n", "this code differs"),
            ("Close-RawSocket", "Position: 9", "Position: 1", "this code differs"),
            ("Get-RawErrno", "```output\nEADDRINUSE", "```text\nEADDRINUSE", "this code differs"),
            ("Get-RawSocket", "```powershell\n$socket", "```powershell\n# 注释\n$socket", "this code differs"),
            ("Start-RawListen", "### -Backlog", "### -BackLog", "parameters: "),
            ("Start-RawListen", "man2/listen.2.html", "man2/bind.2.html", "RELATED LINKS: "),
            ("Start-RawListen", "`listen,EINVAL`", "`listen,EIO`", "`listen,EINVAL`, of which the original speaks"),
            ("Read-EchoInput", "### System.String\n", "### System.Text\n", "OUTPUTS: "),
            ("Read-EchoInput", "### None\n", "### System.Object\n", "INPUTS: "),
            ("Wait-EchoServer", "PowerShell.dll-Help.xml", "PowerShell-help.xml", "help file: "),
            ("about_EchoServer", "Start-EchoServer -Port 8080\n", "Start-EchoServer 8080\n", "this code differs"),
            ("about_EchoServer", "\n### ", "\n#### ", "headings"),
        ];
        using PagesCopy copy = new(Repository.ChineseHelpPages);
        foreach (var (page, text, replacement, _) in differences)
        {
            copy.Replace($"{page}.md", text, replacement);
        }

        AssertComplains(copy, [.. differences.Select(static difference => ($"{difference.Page}.md", difference.Complaint))]);
    }

    [Fact]
    public void Pages_that_are_missing_or_have_no_original_are_noticed()
    {
        using PagesCopy copy = new(Repository.ChineseHelpPages);
        File.Delete(Path.Combine(copy.Folder, "about_EchoServer.md"));
        File.WriteAllText(Path.Combine(copy.Folder, "about_Nothing.md"), "# about_Nothing\n\n## 简介\n无\n");
        AssertComplains(copy, ("about_EchoServer.md", "not translated"), ("about_Nothing.md", "no such page"));
    }

    private static void AssertComplains(PagesCopy copy, params IReadOnlyList<(string Page, string Complaint)> expected)
    {
        (int exitCode, string complaints) = HelpBuilderProgram.Run("--compare", Repository.HelpPages, copy.Folder);
        Assert.Equal(1, exitCode);
        Assert.All(
            expected,
            one => Assert.Contains(
                complaints.Split('\n'),
                line => line.Contains(one.Page, StringComparison.Ordinal) && line.Contains(one.Complaint, StringComparison.Ordinal)));
    }
}
