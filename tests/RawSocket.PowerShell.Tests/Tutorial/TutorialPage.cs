using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Tutorial;

/// <summary>A piece of code of the tutorial, and what stands below it as its output; nothing if nothing stands there.</summary>
public sealed record TutorialBlock(string Code, string Output);

/// <summary>The tutorial in one language, as it is written.</summary>
internal static partial class TutorialPage
{
    internal const string English = "tutorial.md";
    internal const string Chinese = "tutorial.zh-CN.md";

    internal static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page));

    /// <summary>The blocks of each chapter that has any, in order.</summary>
    internal static IReadOnlyList<IReadOnlyList<TutorialBlock>> Chapters(string page) =>
        [.. ChapterHeading().Split(Read(page)).Select(Blocks).Where(static blocks => blocks.Count > 0)];

    private static IReadOnlyList<TutorialBlock> Blocks(string chapter) =>
        [.. Block().Matches(chapter).Select(static block => new TutorialBlock(block.Groups["code"].Value, block.Groups["output"].Value))];

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex ChapterHeading();

    [GeneratedRegex(@"^```powershell\n(?<code>.*?)^```\n(?:\n```output\n(?<output>.*?)^```\n)?", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
