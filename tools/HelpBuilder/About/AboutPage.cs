using System.Text;
using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.About;

/// <summary>
/// Turns an about_ page into the text that Get-Help shows as it is. The engine takes the fifth line for the synopsis, so
/// the first section of a page is its short description, in one line.
/// </summary>
internal static class AboutPage
{
    private const int Width = 80;
    private const string Indent = "    ";
    private const string SubheadingIndent = "  ";

    internal static bool IsOne(SourcePage page) => page.Name.StartsWith("about_", StringComparison.OrdinalIgnoreCase);

    internal static string Convert(SourcePage page)
    {
        StringBuilder text = new($"TOPIC\n{Indent}{page.Name}\n");
        IReadOnlyList<Section> sections = Section.SplitWhole(page, PageTitle.Take(page), 2);
        RequireShortDescription(page, sections);
        foreach (Section section in sections)
        {
            text.Append('\n').Append(section.Title).Append('\n');
            IReadOnlyList<Section> parts = Section.Split(page, section.Body, 3, out IReadOnlyList<Block> lead);
            Append(text, page, lead);
            foreach (Section part in parts)
            {
                text.Append('\n').Append(SubheadingIndent).Append(part.Title).Append('\n');
                Append(text, page, part.Body);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, SourcePage page, IReadOnlyList<Block> blocks)
    {
        foreach ((int index, TextParagraph paragraph) in BlockText.Read(page, blocks).Index())
        {
            text.Append(index == 0 ? string.Empty : "\n");
            foreach (TextLine line in paragraph.Lines)
            {
                text.AppendJoin('\n', TextWrapper.Wrap(line, line.IsVerbatim ? Indent + Indent : Indent, Width)).Append('\n');
            }
        }
    }

    private static void RequireShortDescription(SourcePage page, IReadOnlyList<Section> sections)
    {
        IReadOnlyList<Block> body = sections.Count == 0 ? [] : sections[0].Body;
        bool fits = body is [ParagraphBlock paragraph]
            && Columns.Count(Indent + InlineText.Read(page, paragraph.Inline)) <= Width;
        if (!fits)
        {
            string first = sections.Count == 0 ? "SHORT DESCRIPTION" : sections[0].Title;
            page.Report(
                sections.Count == 0 ? 0 : sections[0].Line,
                $"the first section ({first}) is one line of at most {Width - Indent.Length} columns: Get-Help lists only that");
        }
    }
}
