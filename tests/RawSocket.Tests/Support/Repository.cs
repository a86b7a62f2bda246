namespace RawSockets.Tests;

/// <summary>The sources that these tests were built from.</summary>
internal static class Repository
{
    internal static string Root { get; } = FindRoot();

    internal static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(static path => Path.GetRelativePath(Root, path))
        .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RawSocket.PowerShell.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No RawSocket.PowerShell.sln above {AppContext.BaseDirectory}.");
    }
}
