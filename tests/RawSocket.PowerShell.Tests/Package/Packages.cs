using System.Diagnostics;
using System.IO.Compression;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>The packages, made once of what is built, in a folder of their own.</summary>
public sealed class Packages : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rawsocket-packages-");

    /// <summary>Packs each project.</summary>
    public Packages()
    {
        foreach (string project in new[] { "RawSocket", "RawSocket.PowerShell" })
        {
            RunDotNet(
                "pack", Path.Combine(Repository.Root, "src", project), "--no-build", "--no-restore", "--nologo",
                "--configuration", Repository.Configuration, "--output", Folder, $"-p:RepositoryUrl={RepositoryUrl}");
        }
    }

    internal const string RepositoryUrl = "https://example.org/rawsocket";

    internal string Folder => Path.Combine(_folder.FullName, "packages");

    /// <summary>A new folder for a test's own files.</summary>
    internal string Empty(string name) => _folder.CreateSubdirectory(name).FullName;

    internal ZipArchive Open(string name) => ZipFile.OpenRead(Path.Combine(Folder, name));

    /// <summary>Runs the SDK as a person does: without what this process has been given for its own start.</summary>
    internal static ChildProcess RunDotNet(params IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(Path.Combine(Pwsh.RuntimeRoot(), "dotnet"), arguments);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        ChildProcess child = ChildProcess.Start(start);
        child.EndInput();
        Assert.True(child.WaitForExit(s_limit) == 0, child.Report());
        return child;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
