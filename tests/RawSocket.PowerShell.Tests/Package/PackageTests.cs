using System.IO.Compression;
using System.Xml.Linq;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>What is in the packages, and that it works where nothing else of the project is.</summary>
[Collection(typeof(PackagesCollection))]
public sealed class PackageTests(Packages packages)
{
    private const string Echo =
        """
        $server = Start-EchoServer
        'packed' | Connect-EchoClient -Port $server.LocalEndPoint.Port
        $server | Stop-EchoServer
        (Get-Module RawSocket.PowerShell).ModuleBase
        (Get-Help Start-EchoServer).examples.example.Count -ge 3
        """;

    private static string Version => ProjectVersion.Read();

    [Fact]
    public void The_module_works_from_an_empty_folder()
    {
        PowerShellProgram host = PowerShellProgram.Named("rawsocket");
        string folder = packages.Empty("unpacked");
        ZipFile.ExtractToDirectory(Path.Combine(packages.Folder, $"RawSocket.PowerShell.{Version}.nupkg"), folder);

        var start = host.Command(Echo);
        start.Environment["RAWSOCKET_MODULE"] = folder;
        using ChildProcess child = ChildProcess.Run(start);

        Assert.Equal(["packed", folder, "True"], child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", child.Errors);
    }

    [Fact]
    public void The_module_is_packed_as_the_gallery_has_it()
    {
        using ZipArchive package = packages.Open($"RawSocket.PowerShell.{Version}.nupkg");
        string[] names = [.. package.Entries.Select(static entry => entry.FullName)];
        Assert.Superset(new HashSet<string> { "RawSocket.PowerShell.psd1", "RawSocket.PowerShell.dll", "LICENSE", "CHANGELOG.md", "icon.png" }, names.ToHashSet());
        Assert.DoesNotContain(names, static name => name.StartsWith("lib/", StringComparison.Ordinal) || name.StartsWith("content/", StringComparison.Ordinal));

        XElement metadata = Metadata(package);
        string Value(string name) => metadata.Element(metadata.Name.Namespace + name)?.Value ?? "";
        Assert.Equal(["RawSocket.PowerShell", Version, "MIT", "icon.png"], [Value("id"), Value("version"), Value("license"), Value("icon")]);
        Assert.Equal(Packages.RepositoryUrl, Value("projectUrl"));
        Assert.NotEmpty(Value("releaseNotes"));
        Assert.Empty(metadata.Descendants(metadata.Name.Namespace + "dependency"));
        HashSet<string> tags = [.. Value("tags").Split(' ')];
        Assert.All(
            ModuleManifest.Commands,
            command => Assert.Superset(new HashSet<string> { $"PSCommand_{command}", "PSModule", "PSEdition_Core" }, tags));
    }

    [Fact]
    public void The_library_is_an_ordinary_package_with_symbols()
    {
        using ZipArchive package = packages.Open($"RawSocket.{Version}.nupkg");
        using ZipArchive symbols = packages.Open($"RawSocket.{Version}.snupkg");
        Assert.All(
            ["lib/net10.0/RawSocket.dll", "lib/net10.0/RawSocket.xml", "README.md", "icon.png"],
            name => Assert.Contains(package.Entries, entry => entry.FullName == name && entry.Length > 0));
        Assert.Contains(symbols.Entries, static entry => entry.FullName == "lib/net10.0/RawSocket.pdb");
        XElement metadata = Metadata(package);
        Assert.Contains("Tmds.LibC", metadata.Descendants(metadata.Name.Namespace + "dependency").Select(static one => one.Attribute("id")!.Value));
    }

    [Fact]
    public void The_tool_installs_and_runs_with_the_module_of_its_package()
    {
        string folder = packages.Empty("tool");
        string sources = Path.Combine(folder, "nuget.config");
        File.WriteAllText(sources, $"<configuration><packageSources><clear/><add key=\"local\" value=\"{packages.Folder}\"/></packageSources></configuration>");
        Packages.RunDotNet("tool", "install", "RawSocket.Console", "--version", Version, "--tool-path", folder, "--configfile", sources).Dispose();

        var start = new PowerShellProgram("rawsocket", Path.Combine(folder, "rawsocket"), ImportsModule: true).Command(Echo);
        start.Environment.Remove("RAWSOCKET_MODULE");
        using ChildProcess child = ChildProcess.Run(start);

        string[] lines = child.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines is ["packed", _, "True"], child.Report());
        Assert.StartsWith(folder, lines[1], StringComparison.Ordinal);
    }

    private static XElement Metadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
    }
}
