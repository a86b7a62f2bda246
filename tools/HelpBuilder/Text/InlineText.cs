using System.Text;
using Markdig.Syntax.Inlines;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Text;

/// <summary>Turns inline Markdown into plain text.</summary>
internal sealed class InlineText
{
    private readonly SourcePage _page;
    private readonly StringBuilder _text = new();
    private readonly List<int> _softBreaks = [];

    private InlineText(SourcePage page) => _page = page;

    /// <summary>The text; only a hard line break gives a line feed.</summary>
    internal static string Read(SourcePage page, ContainerInline? inlines)
    {
        InlineText reader = new(page);
        if (inlines is not null)
        {
            reader.AddAll(inlines);
        }

        return reader.Finish();
    }

    private void AddAll(ContainerInline inlines)
    {
        foreach (Inline inline in inlines)
        {
            Add(inline);
        }
    }

    private void Add(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                _text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                _text.Append(code.Content);
                break;
            case HtmlEntityInline entity:
                _text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                _text.Append(link.Url);
                break;
            case LinkInline link:
                AddLink(link);
                break;
            case LineBreakInline { IsHard: true }:
                _text.Append('\n');
                break;
            case LineBreakInline:
                _softBreaks.Add(_text.Length);
                break;
            case HtmlInline html:
                RefuseUnlessComment(html);
                break;
            case ContainerInline container:
                AddAll(container);
                break;
            default:
                _page.Report(inline.Line, $"{inline.GetType().Name} has no plain text form");
                break;
        }
    }

    private void AddLink(LinkInline link)
    {
        int start = _text.Length;
        AddAll(link);
        string url = LinkTarget.ForReader(_page, link);
        if (url.Length > 0 && _text.ToString(start, _text.Length - start) != url)
        {
            _text.Append(" (").Append(url).Append(')');
        }
    }

    private void RefuseUnlessComment(HtmlInline html)
    {
        if (!html.Tag.StartsWith("<!--", StringComparison.Ordinal))
        {
            _page.Report(html.Line, $"HTML {html.Tag}; if it is meant as text, put it in backticks");
        }
    }

    /// <summary>A line's end is a space, except between two characters of a script that is written without spaces.</summary>
    private string Finish()
    {
        foreach (int position in Enumerable.Reverse(_softBreaks))
        {
            bool isInside = position > 0 && position < _text.Length;
            if (isInside && !(Columns.IsWide(_text[position - 1]) && Columns.IsWide(_text[position])))
            {
                _text.Insert(position, ' ');
            }
        }

        return _text.ToString().Trim();
    }
}
