using System.ComponentModel;
using System.Diagnostics;

namespace RawSockets.Tests;

/// <summary>Another program, run to its end.</summary>
internal static class Tool
{
    internal static bool Exists(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, name)));

    internal static Task<ToolResult> RunAsync(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments);
        return RunAsync(start, "");
    }

    internal static async Task<ToolResult> RunAsync(ProcessStartInfo start, string input)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        CancellationToken token = Bounded.For(2 * Bounded.Limit);
        using Process process = Process.Start(start) ?? throw new Win32Exception(start.FileName);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(token);
            Task<string> errors = process.StandardError.ReadToEndAsync(token);
            await process.StandardInput.WriteAsync(input.AsMemory(), token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(token);
            return new ToolResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    internal IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal ToolResult Successful()
    {
        Assert.True(ExitCode == 0, $"It exited with {ExitCode}.\n{Output}\n{Errors}");
        return this;
    }
}
