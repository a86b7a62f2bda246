using RawSockets.HelpBuilder.About;
using RawSockets.HelpBuilder.Commands;
using RawSockets.HelpBuilder.HelpXml;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder;

/// <summary>Turns a folder of pages into the text of help files, without writing any.</summary>
internal static class HelpFolder
{
    /// <summary>The help files by name, complete if there are no problems.</summary>
    internal static SortedDictionary<string, string> Build(string folder, Problems problems)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        HelpPages pages = HelpPages.Read(folder, problems);
        foreach (SourcePage page in pages.About.Values)
        {
            files.Add($"{page.Name}.help.txt", AboutPage.Convert(page));
        }

        if (problems.Any)
        {
            // What was read may be in no state to be written.
            return files;
        }

        foreach (IGrouping<string, CommandHelp> file in pages.Commands.Values.Select(command => command.Help).GroupBy(help => help.HelpFile))
        {
            files[file.Key] = MamlFile.Write(file);
        }

        return files;
    }
}
