using System.Diagnostics;
using System.Text.Json;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Pester;

/// <summary>One run of Invoke-Pester over some files.</summary>
internal static class PesterRun
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(8);

    /// <summary>The results of all files of the folder tests.</summary>
    internal static IReadOnlyList<PesterResult> All() => Of([.. Directory.EnumerateFiles(Repository.Tests, "*.Tests.ps1").Order(StringComparer.Ordinal)]);

    internal static IReadOnlyList<PesterResult> Of(params IReadOnlyList<string> files)
    {
        string report = Path.GetTempFileName();
        try
        {
            ProcessStartInfo start = Pwsh.Bare(
                $"& '{Path.Combine(Repository.Tests, "Invoke-Suite.ps1")}' -Pester '{Pwsh.Pester}' -Path {string.Join(',', files.Select(static file => $"'{file}'"))} -Report '{report}'");
            start.Environment["PATH"] = $"{Pwsh.Folder}:{start.Environment["PATH"]}";
            using ChildProcess child = ChildProcess.Start(start);
            child.EndInput();
            int exitCode = child.WaitForExit(s_limit);
            Assert.True(exitCode == 0, child.Report());
            List<PesterResult> results = [.. File.ReadLines(report).Select(static line => JsonSerializer.Deserialize<PesterResult>(line)!)];
            Assert.True(results.Count > 0, child.Report());
            return results;
        }
        finally
        {
            File.Delete(report);
        }
    }
}
