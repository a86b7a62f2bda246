using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>The program that makes help of pages, as the build runs it.</summary>
internal static class HelpBuilderProgram
{
    private static readonly string s_path = Path.Combine(
        Repository.Root, "tools", "HelpBuilder", "bin", Repository.Configuration, "net10.0", "HelpBuilder.dll");

    /// <summary>Runs it to its end.</summary>
    /// <returns>The exit code, and what it complained of.</returns>
    internal static (int ExitCode, string Complaints) Run(params IReadOnlyList<string> arguments)
    {
        string dotnet = Path.Combine(Pwsh.RuntimeRoot(), "dotnet");
        using ChildProcess child = ChildProcess.Run(new ProcessStartInfo(dotnet, [s_path, .. arguments]));
        return (child.WaitForExit(), child.Errors);
    }

    /// <summary>Runs it, and fails the test when it complains.</summary>
    internal static void RunWell(params IReadOnlyList<string> arguments)
    {
        (int exitCode, string complaints) = Run(arguments);
        Assert.True(exitCode == 0, complaints);
    }
}
