namespace RawSockets.PowerShell.Tests.Help;

/// <summary>A copy of a folder of pages or help files, to be spoilt on purpose.</summary>
internal sealed class PagesCopy : IDisposable
{
    internal PagesCopy(string original)
    {
        foreach (string file in Directory.EnumerateFiles(original))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }
    }

    internal string Folder { get; } = Directory.CreateTempSubdirectory("pages-").FullName;

    /// <summary>Replaces each occurrence of a text that must be there.</summary>
    internal void Replace(string file, string text, string replacement)
    {
        string path = Path.Combine(Folder, file);
        string content = File.ReadAllText(path);
        Assert.Contains(text, content, StringComparison.Ordinal);
        File.WriteAllText(path, content.Replace(text, replacement, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
