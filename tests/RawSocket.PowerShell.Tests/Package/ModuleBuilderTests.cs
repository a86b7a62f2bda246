using System.Diagnostics;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>The program that joins the module's sources: what it makes, and what it refuses.</summary>
public sealed class ModuleBuilderTests : IDisposable
{
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("rawsocket-module-");
    private readonly string _source = Path.Combine(Repository.Root, "module");

    [Fact]
    public void A_prerelease_and_the_project_are_stamped_into_the_manifest()
    {
        Assert.Equal(0, Build(_source, "1.2.3-beta4", "https://example.org/rawsocket").ExitCode);
        string manifest = Read("RawSocket.PowerShell.psd1");
        Assert.Contains("ModuleVersion        = '1.2.3'", manifest, StringComparison.Ordinal);
        Assert.Contains("Prerelease = 'beta4'", manifest, StringComparison.Ordinal);
        Assert.Contains("ProjectUri = 'https://example.org/rawsocket'", manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_project_nothing_is_said_of_one()
    {
        Assert.Equal(0, Build(_source, "1.2.3", "").ExitCode);
        Assert.DoesNotContain("Uri", Read("RawSocket.PowerShell.psd1"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_view_of_every_file_is_in_the_one()
    {
        Build(_source, "1.2.3", "");
        static int Views(string text) => text.Split("<View>").Length - 1;
        int edited = Directory.EnumerateFiles(_source, "*.Format.ps1xml", SearchOption.AllDirectories).Sum(static file => Views(File.ReadAllText(file)));
        Assert.NotEqual(0, edited);
        Assert.Equal(edited, Views(Read("RawSocket.PowerShell.Format.ps1xml")));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3-beta.1")]
    [InlineData("")]
    public void A_version_that_is_none_is_refused(string version)
    {
        (int exitCode, string complaint) = Build(_source, version, "");
        Assert.Equal(1, exitCode);
        Assert.Contains($"'{version}' is no version", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_module_is_refused() => Assert.Equal(1, Build(_output.FullName, "1.2.3", "").ExitCode);

    public void Dispose() => _output.Delete(recursive: true);

    private string Read(string name) => File.ReadAllText(Path.Combine(_output.FullName, name));

    private (int ExitCode, string Complaint) Build(string source, string version, string repository)
    {
        string program = Path.Combine(Repository.Root, "tools", "ModuleBuilder", "bin", Repository.Configuration, "net10.0", "ModuleBuilder.dll");
        ProcessStartInfo start = new(Path.Combine(Pwsh.RuntimeRoot(), "dotnet"), [program, source, _output.FullName, version, repository]);
        using ChildProcess child = ChildProcess.Run(start);
        return (child.WaitForExit(), child.Errors);
    }
}
