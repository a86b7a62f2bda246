namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Finds programs as a shell does.</summary>
internal static class Executables
{
    internal static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>The program's path; where there is none, the test is skipped.</summary>
    internal static string Require(string name)
    {
        string? found = Find(name);
        Assert.SkipWhen(found is null, $"{name} is not on this machine.");
        return found;
    }
}
