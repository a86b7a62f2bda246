using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Source;

/// <summary>What in a page is code, and so the same in every language.</summary>
internal static class CodeInPage
{
    /// <summary>The code blocks, in order, each with its line and what its fence says.</summary>
    internal static IReadOnlyList<(int Line, string Info, string Code)> Blocks(SourcePage page) =>
    [
        .. page.Blocks.SelectMany(WithInner).OfType<CodeBlock>()
            .Select(block => (block.Line, (block as FencedCodeBlock)?.Info ?? string.Empty, BlockText.Code(block))),
    ];

    /// <summary>The words in backticks, each once: names, identifiers of errors, values.</summary>
    internal static IReadOnlySet<string> Words(SourcePage page) =>
        page.Blocks.SelectMany(WithInner).OfType<LeafBlock>()
            .SelectMany(block => block.Inline?.Descendants<CodeInline>() ?? [])
            .Select(code => code.Content)
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The levels of the headings, in order: the page's outline.</summary>
    internal static IReadOnlyList<int> Outline(SourcePage page) => [.. page.Blocks.OfType<HeadingBlock>().Select(heading => heading.Level)];

    private static IEnumerable<Block> WithInner(Block block) =>
        block is ContainerBlock container ? container.SelectMany(WithInner).Prepend(block) : [block];
}
