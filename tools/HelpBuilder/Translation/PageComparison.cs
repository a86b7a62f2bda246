using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Translation;

/// <summary>Compares any page with its translation: outline, code blocks and the words in backticks.</summary>
internal static class PageComparison
{
    internal static void Compare(SourcePage? original, SourcePage translated)
    {
        if (original is null)
        {
            translated.Report(0, "there is no such page to be a translation of");
            return;
        }

        CompareBlocks(original, translated);
        if (!CodeInPage.Outline(original).SequenceEqual(CodeInPage.Outline(translated)))
        {
            translated.Report(0, "its headings are not as many, or not of the same levels, as those of the original");
        }

        IReadOnlySet<string> said = CodeInPage.Words(translated);
        foreach (string word in CodeInPage.Words(original).Where(word => !said.Contains(word)))
        {
            translated.Report(0, $"`{word}`, of which the original speaks, is nowhere in it");
        }
    }

    private static void CompareBlocks(SourcePage original, SourcePage translated)
    {
        var expected = CodeInPage.Blocks(original);
        var actual = CodeInPage.Blocks(translated);
        foreach (((int line, string info, string code), (int Line, string Info, string Code) wanted) in actual.Zip(expected))
        {
            if (info != wanted.Info || code != wanted.Code)
            {
                translated.Report(line, $"this code differs from the original's in line {wanted.Line + 1}");
            }
        }

        if (actual.Count != expected.Count)
        {
            translated.Report(0, $"it has {actual.Count} code blocks, the original has {expected.Count}");
        }
    }
}
