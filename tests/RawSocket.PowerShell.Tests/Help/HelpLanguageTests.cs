using System.Globalization;
using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>Get-Help takes the language of the user's culture.</summary>
public sealed partial class HelpLanguageTests
{
    /// <summary>Where an about_ topic has its short description, counted from 0.</summary>
    private const int SynopsisLine = 4;

    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("zh-Hans-CN", true)]
    [InlineData("zh-TW", false)]
    [InlineData("de-DE", false)]
    [InlineData("", false)]
    public void A_culture_has_its_language(string culture, bool isChinese)
    {
        SkipWithout(culture);
        // An engine keeps the help files that it has read, so each culture has one of its own.
        using Engine engine = new();
        var shown = engine.Run(
            $$"""
            [cultureinfo]::CurrentUICulture = '{{culture}}'
            (Get-Help Start-RawListen).Synopsis
            (Get-Help Connect-EchoClient).Synopsis
            foreach ($topic in 'about_RawSocket', 'about_EchoServer') { "$(Get-Help $topic)".Split("`n")[{{SynopsisLine}}] }
            """).Lines();
        Assert.Equal(4, shown.Count);
        Assert.All(shown, text => Assert.Equal(isChinese, HasChinese(text)));
    }

    [Fact]
    public void Every_command_and_topic_is_told_in_Chinese()
    {
        SkipWithout("zh-CN");
        using Engine engine = new();
        var untold = engine.Run(
            """
            [cultureinfo]::CurrentUICulture = 'zh-CN'
            $chinese = '[\u4e00-\u9fff]'
            foreach ($command in Get-Command -Module RawSocket.PowerShell) {
                $help = Get-Help $command.Name -Full
                if ($help.Synopsis -notmatch $chinese) { "$command" }
                if ("$($help.description.Text)" -notmatch $chinese) { "$command DESCRIPTION" }
                if ("$($help.alertSet.alert.Text)" -notmatch $chinese) { "$command NOTES" }
                foreach ($parameter in $help.parameters.parameter) {
                    if ("$($parameter.description.Text)" -notmatch $chinese) { "$command -$($parameter.name)" }
                }
                foreach ($example in $help.examples.example) {
                    if ("$($example.title)$($example.introduction.Text)" -notmatch $chinese) { "$command $($example.title)" }
                }
            }
            """).Lines();
        Assert.Empty(untold);
    }

    /// <summary>Where .NET runs without ICU there are no cultures.</summary>
    private static void SkipWithout(string culture)
    {
        try
        {
            _ = CultureInfo.GetCultureInfo(culture);
        }
        catch (CultureNotFoundException)
        {
            Assert.Skip($".NET does not know the culture {culture} on this machine.");
        }
    }

    private static bool HasChinese(string text) => ChineseCharacter().IsMatch(text);

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex ChineseCharacter();
}
