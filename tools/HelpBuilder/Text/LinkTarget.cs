using Markdig.Syntax.Inlines;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Text;

/// <summary>Where a link leads, as far as a reader in the terminal can follow it.</summary>
internal static class LinkTarget
{
    /// <summary>The address of a link to the web; nothing for a link to another page, which must be there.</summary>
    internal static string ForReader(SourcePage page, LinkInline link)
    {
        string url = link.Url ?? string.Empty;
        if (IsWeb(url))
        {
            return url;
        }

        string file = Uri.UnescapeDataString(url.Split('#')[0]);
        if (file.Length > 0 && !page.HasNeighbour(file))
        {
            page.Report(link.Line, $"the link leads to \"{url}\", which is not there");
        }

        return string.Empty;
    }

    private static bool IsWeb(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeMailto);
}
