using System.Diagnostics;
using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Processes;

/// <summary>The Pester suite, which is what a person sees in pwsh, wherever pwsh and Pester are found.</summary>
public sealed partial class PesterTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(6);

    [Fact]
    public void The_Pester_suite_passes()
    {
        PowerShellProgram pwsh = PowerShellProgram.Named("pwsh");
        string tests = Path.Combine(Repository.Root, "tests");
        ProcessStartInfo start = pwsh.Command($$"""
            if (-not (Get-Module -ListAvailable Pester | Where-Object Version -ge '5.0')) { 'no Pester'; exit 0 }
            $configuration = New-PesterConfiguration
            $configuration.Run.Path = [System.IO.Directory]::GetFiles('{{tests}}', '*.Tests.ps1')
            $configuration.Run.PassThru = $true
            $configuration.Output.Verbosity = 'None'
            $result = Invoke-Pester -Configuration $configuration
            foreach ($test in $result.Failed) { "FAILED $($test.ExpandedPath): $($test.ErrorRecord)" }
            foreach ($container in $result.FailedContainers) { "FAILED $($container.Item): $($container.ErrorRecord)" }
            "ran $($result.PassedCount + $result.FailedCount), passed $($result.PassedCount), skipped $($result.SkippedCount)"
            """);

        // The engine in this process has set it for itself; pwsh works it out anew.
        start.Environment.Remove("PSModulePath");
        using ChildProcess child = ChildProcess.Start(start);
        child.EndInput();
        child.WaitForExit(s_limit);
        Assert.SkipWhen(child.Output.StartsWith("no Pester", StringComparison.Ordinal), "Pester is not on this machine.");
        TestContext.Current.TestOutputHelper?.WriteLine(child.Output);
        string[] failures = [.. child.Output.Split("FAILED ").Skip(1)];
        Assert.True(failures.Length == 0, $"{failures.Length} Pester tests failed:\n{string.Join('\n', failures)}");
        Assert.True(RanSome().IsMatch(child.Output), child.Report());
    }

    [GeneratedRegex(@"ran [1-9]\d*, passed [1-9]\d*")]
    private static partial Regex RanSome();
}
