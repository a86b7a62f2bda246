using Markdig.Extensions.Tables;
using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Text;

/// <summary>Sets a table in columns, and breaks the text of its cells where the table would be too wide for a terminal.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    /// <summary>What an about_ page leaves of 80 columns after its indent.</summary>
    private const int WidthOfTable = 72;

    internal static IReadOnlyList<string> Lines(SourcePage page, Table table)
    {
        List<string[]> rows = [.. table.OfType<TableRow>().Select(row => Row(page, row))];
        int[] widths = Widths(rows);
        List<string> lines = [.. rows.SelectMany(row => Lines(row, widths))];
        lines.Insert(Lines(rows[0], widths).Count(), string.Join(Gap, widths.Select(width => new string('-', width))));
        return lines;
    }

    private static string[] Row(SourcePage page, TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => CellText(page, cell))];

    private static string CellText(SourcePage page, TableCell cell) =>
        string.Join(' ', cell.OfType<ParagraphBlock>().Select(paragraph => InlineText.Read(page, paragraph.Inline)));

    /// <summary>As wide as the texts are; if that is too much, the widest columns give way, but none below its longest word.</summary>
    private static int[] Widths(List<string[]> rows)
    {
        int[] columns = [.. Enumerable.Range(0, rows.Max(row => row.Length))];
        int[] least = [.. columns.Select(column => Texts(rows, column).Max(LongestWord))];
        int[] widths = [.. columns.Select(column => Texts(rows, column).Max(Columns.Count))];
        while (widths.Sum() + (Gap.Length * (widths.Length - 1)) > WidthOfTable
            && columns.Where(column => widths[column] > least[column]).ToList() is { Count: > 0 } wide)
        {
            widths[wide.MaxBy(column => widths[column])]--;
        }

        return widths;
    }

    private static IEnumerable<string> Texts(List<string[]> rows, int column) =>
        rows.Where(row => column < row.Length).Select(row => row[column]);

    private static int LongestWord(string text) => Broken(text, 1).Max(Columns.Count);

    private static IEnumerable<string> Broken(string text, int width) =>
        TextWrapper.Wrap(new TextLine("", "", text, IsVerbatim: false), "", width);

    private static IEnumerable<string> Lines(string[] row, int[] widths)
    {
        string[][] cells = [.. row.Select((text, column) => Broken(text, widths[column]).ToArray())];
        return Enumerable.Range(0, cells.Max(cell => cell.Length)).Select(line => string.Join(
            Gap, cells.Select((cell, column) => Pad(cell.ElementAtOrDefault(line) ?? "", widths[column]))).TrimEnd());
    }

    private static string Pad(string text, int width) => text + new string(' ', width - Columns.Count(text));
}
