using RawSockets.HelpBuilder;
using RawSockets.HelpBuilder.Translation;

string option = args is [['-', ..], ..] ? args[0] : string.Empty;
string[] folders = option.Length == 0 ? args : args[1..];
if (folders.Length != 2 || folders.Any(folder => folder.StartsWith('-')) || option is not ("" or "--check" or "--compare"))
{
    Console.Error.WriteLine("""
        usage: HelpBuilder <folder with *.md> <output folder>            writes the help files
               HelpBuilder --check <folder with *.md> <output folder>    tells which of them would change
               HelpBuilder --compare <folder with *.md> <folder with its translation>
        """);
    return 2;
}

string[] wanted = option == "--compare" ? folders : folders[..1];
if (wanted.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
{
    Console.Error.WriteLine($"{missing}: error: no such folder");
    return 2;
}

Problems problems = new();
if (option == "--compare")
{
    TranslationCheck.Compare(folders[0], folders[1], problems);
    problems.WriteTo(Console.Error);
    return problems.Any ? 1 : 0;
}

SortedDictionary<string, string> files = HelpFolder.Build(folders[0], problems);
if (problems.Any)
{
    problems.WriteTo(Console.Error);
    return 1;
}

OutputFolder output = new(folders[1]);
if (option.Length == 0)
{
    output.Write(files);
    return 0;
}

List<string> differences = output.Differences(files);
differences.ForEach(Console.Error.WriteLine);
return differences.Count == 0 ? 0 : 1;
