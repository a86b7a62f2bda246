using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Commands;

/// <summary>Reads the EXAMPLES section: text, code and its output in fences that follow each other, remarks.</summary>
internal static class ExampleReader
{
    internal static IReadOnlyList<ExampleHelp> Read(SourcePage page, Section section)
    {
        IReadOnlyList<Section> examples = Section.SplitWhole(page, section.Body, 3);
        if (examples.Count == 0)
        {
            page.Report(section.Line, "EXAMPLES has none");
        }

        return [.. examples.Select(example => ReadOne(page, example))];
    }

    private static ExampleHelp ReadOne(SourcePage page, Section example)
    {
        Block[] introduction = [.. example.Body.TakeWhile(block => block is not CodeBlock)];
        CodeBlock[] code = [.. example.Body.Skip(introduction.Length).TakeWhile(block => block is CodeBlock).Cast<CodeBlock>()];
        IEnumerable<Block> remarks = example.Body.Skip(introduction.Length + code.Length);
        if (code is not [FencedCodeBlock { Info: "powershell" }, ..])
        {
            page.Report(example.Line, $"\"{example.Title}\" shows no ```powershell fence before any other");
        }

        return new ExampleHelp(
            example.Title,
            CommandPageReader.PlainText(page, introduction),
            string.Join("\n\n", code.Select(BlockText.Code)),
            CommandPageReader.PlainText(page, remarks));
    }
}
