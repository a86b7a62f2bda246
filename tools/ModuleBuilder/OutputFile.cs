namespace RawSockets.ModuleBuilder;

/// <summary>A file that is written only when its text has changed, so that what depends on it is not made again.</summary>
internal static class OutputFile
{
    internal static void Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path) || File.ReadAllText(path) != text)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, text);
        }
    }
}
