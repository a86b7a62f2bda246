namespace RawSockets.ModuleBuilder;

/// <summary>The folder in which people edit the module: a manifest, a file for each function, a file for each topic of views.</summary>
internal sealed class ModuleSource(string folder)
{
    internal const string ManifestFile = Name + ".psd1";
    internal const string ScriptFile = Name + ".psm1";
    internal const string ViewFile = Name + ".Format.ps1xml";

    /// <summary>For the package only; no file of the module.</summary>
    internal const string TagFile = "tags.txt";

    private const string Name = "RawSocket.PowerShell";

    /// <summary>The files with the functions, always in the same order.</summary>
    internal IEnumerable<string> Functions => Directory.EnumerateFiles(PathOf("Public"), "*.ps1").Order(StringComparer.Ordinal);

    internal Manifest ReadManifest() => new(File.ReadAllText(PathOf(ManifestFile)));

    internal string PathOf(string file) => Path.Combine(folder, file);
}
