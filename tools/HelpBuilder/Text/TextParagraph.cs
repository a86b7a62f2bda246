namespace RawSockets.HelpBuilder.Text;

/// <summary>A line of plain text that may be wrapped.</summary>
/// <param name="Prefix">What it begins with: a list item's mark, say.</param>
/// <param name="Hang">What its continuation lines begin with.</param>
/// <param name="Text">The text.</param>
/// <param name="IsVerbatim">Whether it is code, whose line breaks stay as they are.</param>
internal sealed record TextLine(string Prefix, string Hang, string Text, bool IsVerbatim);

/// <summary>Lines that belong together; an empty line parts paragraphs.</summary>
internal sealed record TextParagraph(IReadOnlyList<TextLine> Lines)
{
    /// <summary>The unwrapped text.</summary>
    public override string ToString() => string.Join('\n', Lines.Select(line => (line.Prefix + line.Text).TrimEnd()));
}
