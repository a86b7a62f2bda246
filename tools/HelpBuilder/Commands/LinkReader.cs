using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using RawSockets.HelpBuilder.Source;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Commands;

/// <summary>Reads the RELATED LINKS section, after the page's own address on the web, which Get-Help -Online opens.</summary>
internal static class LinkReader
{
    internal static IReadOnlyList<LinkHelp> Read(SourcePage page, IReadOnlyList<Block> body)
    {
        List<LinkHelp> links = [.. body.SelectMany(block => InBlock(page, block))];
        string online = page.FrontMatter.GetValueOrDefault("online version").Value ?? string.Empty;
        if (online.Length > 0 && links.All(link => link.Address != online))
        {
            links.Insert(0, new LinkHelp("Online Version:", online));
        }

        return links;
    }

    private static IEnumerable<LinkHelp> InBlock(SourcePage page, Block block)
    {
        switch (block)
        {
            case ParagraphBlock { Inline: { } inlines }:
                return inlines.SelectMany(inline => InInline(page, inline));
            case ListBlock or ListItemBlock:
                return ((ContainerBlock)block).SelectMany(inner => InBlock(page, inner));
            default:
                page.Report(block.Line, "RELATED LINKS holds only links");
                return [];
        }
    }

    private static IEnumerable<LinkHelp> InInline(SourcePage page, Inline inline)
    {
        switch (inline)
        {
            case LinkInline link:
                yield return new LinkHelp(InlineText.Read(page, link), LinkTarget.ForReader(page, link));
                break;
            case AutolinkInline link:
                yield return new LinkHelp(string.Empty, link.Url);
                break;
            case LineBreakInline:
            case LiteralInline literal when literal.Content.IsEmptyOrWhitespace():
                break;
            default:
                page.Report(inline.Line, "RELATED LINKS holds only links");
                break;
        }
    }
}
