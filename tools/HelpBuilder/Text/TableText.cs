using Markdig.Extensions.Tables;
using Markdig.Syntax;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Text;

/// <summary>Sets a table in columns.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    internal static IReadOnlyList<string> Lines(SourcePage page, Table table)
    {
        List<string[]> rows = [.. table.OfType<TableRow>().Select(row => Row(page, row))];
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => Width(rows, column))];
        rows.Insert(1, [.. widths.Select(width => new string('-', width))]);
        return [.. rows.Select(row => string.Join(Gap, row.Select((text, column) => Pad(text, widths[column]))).TrimEnd())];
    }

    private static string[] Row(SourcePage page, TableRow row) =>
        [.. row.OfType<TableCell>().Select(cell => CellText(page, cell))];

    private static string CellText(SourcePage page, TableCell cell) =>
        string.Join(' ', cell.OfType<ParagraphBlock>().Select(paragraph => InlineText.Read(page, paragraph.Inline)));

    private static int Width(List<string[]> rows, int column) =>
        rows.Max(row => column < row.Length ? Columns.Count(row[column]) : 0);

    private static string Pad(string text, int width) => text + new string(' ', width - Columns.Count(text));
}
