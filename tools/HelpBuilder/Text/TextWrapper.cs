using System.Text;

namespace RawSockets.HelpBuilder.Text;

/// <summary>Breaks plain text into lines: at spaces, and between characters of a script that has none.</summary>
internal static class TextWrapper
{
    private const string NeverFirst = "。，、；：！？）」』》”’…—,.;:!?)";
    private const string NeverLast = "（「『《“‘([";

    internal static IEnumerable<string> Wrap(TextLine line, string indent, int width)
    {
        if (line.IsVerbatim)
        {
            yield return (indent + line.Prefix + line.Text).TrimEnd();
            yield break;
        }

        StringBuilder current = new(indent + line.Prefix);
        int used = Columns.Count(current.ToString());
        bool isEmpty = true;
        foreach ((string piece, bool afterSpace) in Pieces(line.Text))
        {
            int space = afterSpace && !isEmpty ? 1 : 0;
            if (!isEmpty && used + space + Columns.Count(piece) > width)
            {
                yield return current.ToString().TrimEnd();
                current.Clear().Append(indent).Append(line.Hang);
                used = Columns.Count(current.ToString());
                space = 0;
            }

            current.Append(' ', space).Append(piece);
            used += space + Columns.Count(piece);
            isEmpty = false;
        }

        yield return current.ToString().TrimEnd();
    }

    /// <summary>The parts of the text that a line's end may not divide.</summary>
    private static IEnumerable<(string Piece, bool AfterSpace)> Pieces(string text)
    {
        StringBuilder piece = new();
        bool afterSpace = false;
        Rune previous = new(' ');
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSpace = rune.Value == ' ';
            if (piece.Length > 0 && (isSpace || MayPart(previous, rune)))
            {
                yield return (piece.ToString(), afterSpace);
                piece.Clear();
                afterSpace = false;
            }

            if (isSpace)
            {
                afterSpace = true;
            }
            else
            {
                piece.Append(rune);
            }

            previous = rune;
        }

        if (piece.Length > 0)
        {
            yield return (piece.ToString(), afterSpace);
        }
    }

    private static bool MayPart(Rune before, Rune after) =>
        (Columns.IsWide(before) || Columns.IsWide(after))
        && !NeverLast.Contains(before.ToString(), StringComparison.Ordinal)
        && !NeverFirst.Contains(after.ToString(), StringComparison.Ordinal);
}
