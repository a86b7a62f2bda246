namespace RawSockets.HelpBuilder;

/// <summary>The folder that the help files go to: UTF-8 without a byte order mark, lines ended by LF.</summary>
internal sealed class OutputFolder(string path)
{
    /// <summary>Writes the files that differ, and removes those whose pages are gone; the others keep their time stamps.</summary>
    internal void Write(IReadOnlyDictionary<string, string> files)
    {
        Directory.CreateDirectory(path);
        Strangers(files).ForEach(File.Delete);
        foreach ((string name, string text) in files)
        {
            if (!Holds(name, text))
            {
                File.WriteAllText(Path.Combine(path, name), text);
            }
        }
    }

    /// <summary>One line for each file that <see cref="Write"/> would change.</summary>
    internal List<string> Differences(IReadOnlyDictionary<string, string> files) =>
    [
        .. files.Where(file => !Holds(file.Key, file.Value)).Select(file => Describe(Path.Combine(path, file.Key))),
        .. Strangers(files).Select(file => $"{file}: error: made of no page"),
    ];

    private List<string> Strangers(IReadOnlyDictionary<string, string> files) =>
        Directory.Exists(path) ? [.. Directory.EnumerateFiles(path).Where(file => !files.ContainsKey(Path.GetFileName(file)))] : [];

    private static string Describe(string file) =>
        File.Exists(file) ? $"{file}: error: differs from its pages" : $"{file}: error: missing";

    /// <summary>Bytes are compared, so that a byte order mark or CRLF is a difference too.</summary>
    private bool Holds(string name, string text)
    {
        string file = Path.Combine(path, name);
        return File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
