using System.Diagnostics;

namespace RawSockets.PowerShell.Tests.Harness;

/// <summary>A program that runs scripts with the module: the project's own host, and pwsh where there is one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its file.</param>
/// <param name="ImportsModule">Whether it imports the module by itself.</param>
internal sealed record PowerShellProgram(string Name, string Path, bool ImportsModule)
{
    internal static PowerShellProgram? Host { get; } = FindHost();

    internal static PowerShellProgram? Pwsh { get; } = Executables.Find("pwsh") is { } path ? new("pwsh", path, ImportsModule: false) : null;

    /// <summary>The one of that name; where there is none, the test is skipped.</summary>
    internal static PowerShellProgram Named(string name)
    {
        PowerShellProgram? found = name == "pwsh" ? Pwsh : Host;
        Assert.SkipWhen(found is null, $"{name} is not on this machine.");
        return found;
    }

    /// <summary>Either of them.</summary>
    internal static PowerShellProgram Any()
    {
        PowerShellProgram? found = Host ?? Pwsh;
        Assert.SkipWhen(found is null, "Neither the host rawsocket nor pwsh is on this machine.");
        return found;
    }

    /// <summary>The command that runs a script, behind the words of another program that is to run it, if any.</summary>
    internal ProcessStartInfo Command(string script, params IReadOnlyList<string> launcher)
    {
        string whole = ImportsModule ? script : $"Import-Module '{Repository.Manifest}' -ErrorAction Stop; {script}";
        string[] options = ImportsModule ? ["-Command"] : ["-NoProfile", "-NoLogo", "-Command"];
        List<string> words = [.. launcher, Path, .. options, whole];
        ProcessStartInfo start = new(words[0], words.Skip(1));
        start.Environment["RAWSOCKET_MODULE"] = Repository.Module;
        start.Environment["DOTNET_ROOT"] = RuntimeRoot();
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    private static PowerShellProgram? FindHost()
    {
        string path = System.IO.Path.Combine(
            Repository.Root, "src", "RawSocket.Console", "bin", Repository.Configuration, "net10.0", "rawsocket");
        return File.Exists(path) ? new("rawsocket", path, ImportsModule: true) : null;
    }

    // shared/Microsoft.NETCore.App/<version>/ is three folders below it.
    internal static string RuntimeRoot() =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
}
