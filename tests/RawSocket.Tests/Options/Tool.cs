using System.Diagnostics;

namespace RawSockets.Tests.Options;

/// <summary>Other programs, each with a bound on its time.</summary>
internal static class Tool
{
    internal static void SkipUnlessPresent(string name) =>
        Assert.SkipUnless(Find(name) is not null, $"{name} is not on this machine");

    internal static string Run(string name, params string[] arguments)
    {
        ProcessStartInfo start = new(Find(name)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
            Assert.Fail($"{name} did not end");
        }

        string said = output.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"{name} gave {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
        return said;
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}
