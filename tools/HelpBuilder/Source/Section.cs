using Markdig.Syntax;
using RawSockets.HelpBuilder.Text;

namespace RawSockets.HelpBuilder.Source;

/// <summary>A heading and what follows it, up to the next heading of its level.</summary>
internal sealed record Section(string Title, int Line, IReadOnlyList<Block> Body)
{
    /// <summary>Splits blocks at the headings of one level.</summary>
    /// <param name="page">Where the blocks come from.</param>
    /// <param name="blocks">What to split.</param>
    /// <param name="level">The level: 2 for `##`.</param>
    /// <param name="lead">What stands before the first such heading.</param>
    internal static IReadOnlyList<Section> Split(SourcePage page, IReadOnlyList<Block> blocks, int level, out IReadOnlyList<Block> lead)
    {
        List<Section> sections = [];
        int[] starts =
        [
            .. blocks.Index().Where(block => block.Item is HeadingBlock heading && heading.Level == level).Select(block => block.Index),
        ];
        lead = [.. blocks.Take(starts.FirstOrDefault(blocks.Count))];
        foreach ((int index, int start) in starts.Index())
        {
            int end = index + 1 < starts.Length ? starts[index + 1] : blocks.Count;
            HeadingBlock heading = (HeadingBlock)blocks[start];
            Block[] body = [.. blocks.Skip(start + 1).Take(end - start - 1)];
            sections.Add(new Section(InlineText.Read(page, heading.Inline), heading.Line, body));
        }

        return sections;
    }

    /// <summary>Splits, and reports anything that stands before the first heading.</summary>
    internal static IReadOnlyList<Section> SplitWhole(SourcePage page, IReadOnlyList<Block> blocks, int level)
    {
        IReadOnlyList<Section> sections = Split(page, blocks, level, out IReadOnlyList<Block> lead);
        if (lead.Count > 0)
        {
            page.Report(lead[0].Line, $"this stands before any heading of level {level}");
        }

        return sections;
    }
}
