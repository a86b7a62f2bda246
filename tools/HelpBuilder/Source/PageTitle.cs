using Markdig.Syntax;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Source;

/// <summary>The heading that begins a page and repeats its file's name.</summary>
internal static class PageTitle
{
    /// <summary>Checks the title and gives what follows it.</summary>
    internal static IReadOnlyList<Block> Take(SourcePage page)
    {
        if (page.Blocks is not [HeadingBlock { Level: 1 } heading, ..])
        {
            page.Report(page.Blocks.Count == 0 ? 0 : page.Blocks[0].Line, $"the page does not begin with \"# {page.Name}\"");
            return page.Blocks;
        }

        string title = InlineText.Read(page, heading.Inline);
        if (title != page.Name)
        {
            page.Report(heading.Line, $"the title \"{title}\" differs from the file's name \"{page.Name}\"");
        }

        return [.. page.Blocks.Skip(1)];
    }
}
