namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Where things are: everything is found from the folder that the tests were built into.</summary>
internal static class Repository
{
    private const string Solution = "RawSocket.PowerShell.sln";

    internal static string Root { get; } = FindRoot();

    internal static string Module { get; } = Path.Combine(Root, "output", "RawSocket.PowerShell");

    internal static string Manifest { get; } = Path.Combine(Module, "RawSocket.PowerShell.psd1");

    internal static string Tests { get; } = Path.Combine(Root, "tests");

    internal static string HelpPages { get; } = Path.Combine(Root, "docs", "en-US");

    internal static string ChineseHelpPages { get; } = Path.Combine(Root, "docs", "zh-CN");

    /// <summary>Debug or Release, as the tests themselves were built.</summary>
    internal static string Configuration { get; } = Directory.GetParent(AppContext.BaseDirectory.TrimEnd('/'))!.Name;

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, Solution)))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has {Solution}.");
    }
}
