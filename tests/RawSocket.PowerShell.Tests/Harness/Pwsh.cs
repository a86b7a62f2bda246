using System.Diagnostics;
using System.Reflection;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>
/// The pwsh that tests start: the one of the package PowerShell, unless the environment variable RAWSOCKET_PWSH names another, by its path
/// or as it is on PATH.
/// </summary>
internal static class Pwsh
{
    private const string Choice = "RAWSOCKET_PWSH";

    /// <summary>The words that start it: a program, or dotnet(1) and what it is to run.</summary>
    internal static IReadOnlyList<string> Words { get; } = Find();

    /// <summary>The folder with a program pwsh, for the PATH of scripts that start it.</summary>
    internal static string Folder { get; } = Path.GetDirectoryName(Words[^1])!;

    /// <summary>Where the package Pester has its manifest.</summary>
    internal static string Pester { get; } = Path.Combine(Built("PesterModule"), "Pester.psd1");

    /// <summary>The command that runs a script with the module, behind the words of another program that is to run it, if any.</summary>
    internal static ProcessStartInfo Command(string script, params IReadOnlyList<string> launcher) =>
        Bare($"Import-Module '{Repository.Manifest}' -ErrorAction Stop; {script}", launcher);

    /// <summary>The command that runs a script, without the module.</summary>
    internal static ProcessStartInfo Bare(string script, params IReadOnlyList<string> launcher)
    {
        List<string> words = [.. launcher, .. Words, "-NoProfile", "-NoLogo", "-Command", script];
        ProcessStartInfo start = new(words[0], words.Skip(1));
        start.Environment["DOTNET_ROOT"] = RuntimeRoot();
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["NO_COLOR"] = "1";

        // The engine in this process has set it for itself; pwsh works it out anew.
        start.Environment.Remove("PSModulePath");
        return start;
    }

    // shared/Microsoft.NETCore.App/<version>/ is three folders below it.
    internal static string RuntimeRoot() =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private static string[] Find()
    {
        if (Environment.GetEnvironmentVariable(Choice) is not { Length: > 0 } name)
        {
            return [Built("PowerShellProgram")];
        }

        string path = name.Contains('/', StringComparison.Ordinal) ? Path.GetFullPath(name) : Executables.Find(name) ?? "";
        return File.Exists(path) ? Started(path) : throw new InvalidOperationException($"{Choice} is '{name}', and there is no such program.");
    }

    /// <summary>
    /// What a launcher starts, if it is one: PowerShell as a .NET tool is a small program with dotnet(1) as its child, which signals to the
    /// launcher do not reach.
    /// </summary>
    private static string[] Started(string path)
    {
        using ChildProcess child = ChildProcess.Run(new ProcessStartInfo(path, ["-NoProfile", "-NoLogo", "-Command", "[Environment]::ProcessPath; $PSHOME"]));
        string[] lines = child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 2, child.Report());
        return Path.GetFileName(lines[0]) == "dotnet" ? [lines[0], Path.Combine(lines[1], "pwsh.dll")] : [path];
    }

    // The project file has written it into the assembly.
    private static string Built(string name) => typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == name).Value!;
}
