namespace RawSocket.Console;

/// <summary>Finds the module folder the host imports.</summary>
internal static class ModuleLocation
{
    private const string Variable = "RAWSOCKET_MODULE";
    private const string Name = "RawSocket.PowerShell";
    private const string Manifest = Name + ".psd1";

    /// <summary>What to tell a person when there is none.</summary>
    public static string NotFound => Named is { } named
        ? $"{Variable} names '{named}', and there is no {Manifest}."
        : $"The module {Name} is neither beside the program nor in an output folder above it. {Variable} can name its folder.";

    private static string? Named => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;

    /// <summary>The manifest's path: the one named by the environment, or else the nearest; null when there is none.</summary>
    public static string? Find()
    {
        if (Named is { } named)
        {
            // Someone who names a module wants that one or none.
            var isManifest = named.EndsWith(".psd1", StringComparison.OrdinalIgnoreCase);
            return Existing(Path.GetFullPath(isManifest ? named : Path.Combine(named, Manifest)));
        }

        return Existing(Path.Combine(AppContext.BaseDirectory, Name, Manifest)) ?? FindAbove(AppContext.BaseDirectory);
    }

    private static string? FindAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Existing(Path.Combine(at.FullName, "output", Name, Manifest)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
