using RawSockets.HelpBuilder.About;
using RawSockets.HelpBuilder.Commands;
using RawSockets.HelpBuilder.HelpXml;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder;

/// <summary>Turns a folder of pages into the text of help files, without writing any.</summary>
internal static class HelpFolder
{
    /// <summary>
    /// The help files by name, complete if there are no problems. Pages that are neither a command's nor about_ (a README,
    /// say) are left alone.
    /// </summary>
    internal static SortedDictionary<string, string> Build(string folder, Problems problems)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        List<CommandHelp> commands = [];
        foreach (string path in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            SourcePage page = SourcePage.Read(path, problems);
            if (AboutPage.IsOne(page))
            {
                files.Add($"{page.Name}.help.txt", AboutPage.Convert(page));
            }
            else if (CommandPageReader.IsOne(page))
            {
                commands.Add(CommandPageReader.Read(page));
            }
        }

        if (problems.Any)
        {
            // What was read may be in no state to be written.
            return files;
        }

        foreach (IGrouping<string, CommandHelp> file in commands.GroupBy(command => command.HelpFile))
        {
            files[file.Key] = MamlFile.Write(file.OrderBy(command => command.Name, StringComparer.Ordinal));
        }

        return files;
    }
}
