using RawSockets.HelpBuilder.About;
using RawSockets.HelpBuilder.Commands;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder;

/// <summary>
/// The pages of a folder, by name. Those that are neither a command's nor about_ (a README, say) are left alone.
/// </summary>
/// <param name="About">The about_ pages.</param>
/// <param name="Commands">The commands' pages, and what they say.</param>
internal sealed record HelpPages(
    IReadOnlyDictionary<string, SourcePage> About,
    IReadOnlyDictionary<string, (SourcePage Page, CommandHelp Help)> Commands)
{
    internal static HelpPages Read(string folder, Problems problems)
    {
        SortedDictionary<string, SourcePage> about = new(StringComparer.Ordinal);
        SortedDictionary<string, (SourcePage, CommandHelp)> commands = new(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*.md"))
        {
            SourcePage page = SourcePage.Read(path, problems);
            if (AboutPage.IsOne(page))
            {
                about.Add(page.Name, page);
            }
            else if (CommandPageReader.IsOne(page))
            {
                commands.Add(page.Name, (page, CommandPageReader.Read(page)));
            }
        }

        return new HelpPages(about, commands);
    }
}
