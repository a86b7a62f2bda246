using RawSockets.HelpBuilder;

bool check = args is ["--check", ..];
string[] folders = check ? args[1..] : args;
if (folders.Length != 2 || folders.Any(folder => folder.StartsWith('-')))
{
    Console.Error.WriteLine("usage: HelpBuilder [--check] <folder with *.md> <output folder>");
    return 2;
}

if (!Directory.Exists(folders[0]))
{
    Console.Error.WriteLine($"{folders[0]}: error: no such folder");
    return 2;
}

Problems problems = new();
SortedDictionary<string, string> files = HelpFolder.Build(folders[0], problems);
if (problems.Any)
{
    problems.WriteTo(Console.Error);
    return 1;
}

OutputFolder output = new(folders[1]);
if (!check)
{
    output.Write(files);
    return 0;
}

List<string> differences = output.Differences(files);
differences.ForEach(Console.Error.WriteLine);
return differences.Count == 0 ? 0 : 1;
