using RawSockets.HelpBuilder.Commands;
using RawSockets.HelpBuilder.Source;

namespace RawSockets.HelpBuilder.Translation;

/// <summary>Compares a folder of pages with its translation: all that is not prose must be the same.</summary>
internal static class TranslationCheck
{
    internal static void Compare(string folder, string translation, Problems problems)
    {
        HelpPages original = HelpPages.Read(folder, problems);
        HelpPages translated = HelpPages.Read(translation, problems);
        foreach (string name in original.About.Keys.Concat(original.Commands.Keys))
        {
            if (!translated.About.ContainsKey(name) && !translated.Commands.ContainsKey(name))
            {
                problems.Add(Path.Combine(translation, name + ".md"), 1, "the page is not translated");
            }
        }

        foreach ((string name, SourcePage page) in translated.About)
        {
            PageComparison.Compare(original.About.GetValueOrDefault(name), page);
        }

        foreach ((string name, (SourcePage page, CommandHelp help)) in translated.Commands)
        {
            (SourcePage? originalPage, CommandHelp? originalHelp) = original.Commands.GetValueOrDefault(name);
            PageComparison.Compare(originalPage, page);
            if (originalHelp is not null)
            {
                CommandComparison.Compare(originalHelp, help, page);
            }
        }
    }
}
