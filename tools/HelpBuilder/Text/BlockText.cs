using Markdig.Extensions.Tables;
using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Text;

/// <summary>Turns Markdown blocks into paragraphs of plain text.</summary>
internal static class BlockText
{
    internal static IReadOnlyList<TextParagraph> Read(SourcePage page, IEnumerable<Block> blocks) =>
        [.. blocks.Select(block => new TextParagraph(Lines(page, block, ""))).Where(paragraph => paragraph.Lines.Count > 0)];

    /// <summary>A code block's text, without an end of line at its end.</summary>
    internal static string Code(LeafBlock block) => block.Lines.ToString().TrimEnd();

    private static List<TextLine> Lines(SourcePage page, Block block, string indent)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                return Paragraph(InlineText.Read(page, paragraph.Inline), paragraph.Line, page, indent);
            case HtmlBlock { Type: HtmlBlockType.Comment } or ThematicBreakBlock or LinkReferenceDefinitionGroup:
                return [];
            case HtmlBlock:
                page.Report(block.Line, "HTML; if it is meant as text, put it in backticks");
                return [];
            case CodeBlock code:
                return Verbatim(Code(code).Split('\n'), indent);
            case ListBlock list:
                return [.. ListLines(page, list, indent)];
            case Table table:
                return Verbatim(TableText.Lines(page, table), indent);
            case QuoteBlock quote:
                return [.. quote.SelectMany(inner => Lines(page, inner, indent))];
            case HeadingBlock heading:
                string title = InlineText.Read(page, heading.Inline);
                page.Report(heading.Line, $"a heading of level {heading.Level} (\"{title}\") has no place here");
                return [];
            default:
                page.Report(block.Line, $"{block.GetType().Name} has no plain text form");
                return [];
        }
    }

    private static List<TextLine> Paragraph(string text, int line, SourcePage page, string indent)
    {
        if (text.Contains("{{", StringComparison.Ordinal) && text.Contains("Fill", StringComparison.OrdinalIgnoreCase))
        {
            page.Report(line, "a placeholder that was never filled in");
        }

        return text.Length == 0 ? [] : [.. text.Split('\n').Select(part => new TextLine(indent, indent, part.Trim(), IsVerbatim: false))];
    }

    private static List<TextLine> Verbatim(IEnumerable<string> lines, string indent) =>
        [.. lines.Select(line => new TextLine(indent, indent, line, IsVerbatim: true))];

    private static IEnumerable<TextLine> ListLines(SourcePage page, ListBlock list, string indent)
    {
        foreach (ListItemBlock item in list.OfType<ListItemBlock>())
        {
            string mark = list.IsOrdered ? $"{item.Order}. " : "- ";
            string hang = indent + new string(' ', mark.Length);
            List<TextLine> lines = [.. item.SelectMany(block => Lines(page, block, hang))];
            for (int index = 0; index < lines.Count; index++)
            {
                yield return index == 0 ? lines[0] with { Prefix = indent + mark } : lines[index];
            }
        }
    }
}
