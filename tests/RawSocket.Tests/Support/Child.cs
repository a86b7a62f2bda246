using System.Diagnostics;
using System.Reflection;

namespace RawSockets.Tests;

/// <summary>
/// Runs a part of a test in a process of its own: where all descriptors and threads are counted, a limit of the process is
/// lowered, a signal might end it, or another program has to watch it. The process is this test program again, told by a variable.
/// </summary>
internal static class Child
{
    private const string RoleVariable = "RAWSOCKET_TESTS_ROLE";

    /// <summary>What this process is to do, if it is such a child.</summary>
    internal static string? Role => Environment.GetEnvironmentVariable(RoleVariable);

    internal static Task<ToolResult> RunAsync(string role, string input = "", params string[] prefix) =>
        Tool.RunAsync(Describe(role, prefix), input);

    internal static ProcessStartInfo Describe(string role, params string[] prefix)
    {
        string program = Environment.ProcessPath!;
        string[] itself = Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, "exec", Assembly.GetExecutingAssembly().Location]
            : [program];
        string[] command = [.. prefix, .. itself];
        ProcessStartInfo start = new(command[0], command[1..]);
        start.Environment[RoleVariable] = role;

        // Threads and descriptors that come and go with the runtime's own work would blur what is counted.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "0";
        return start;
    }
}
