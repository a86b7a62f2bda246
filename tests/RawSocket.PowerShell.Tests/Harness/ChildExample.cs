namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>Runs a script of the folder examples, as the README says, and looks at what it printed.</summary>
internal static class ChildExample
{
    internal static void Run(string name, Action<string> check)
    {
        string path = Path.Combine(Repository.Root, "examples", name);
        using ChildProcess child = ChildProcess.Run(PowerShellProgram.Any().Command($"& '{path}'"));
        Assert.True(child.WaitForExit() == 0, child.Report());
        check(child.Output);
    }
}
