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
        string folder = packages.Empty("unpacked");
        ZipFile.ExtractToDirectory(Path.Combine(packages.Folder, $"RawSocket.PowerShell.{Version}.nupkg"), folder);

        using ChildProcess child = ChildProcess.Run(Pwsh.Bare($"Import-Module '{folder}/RawSocket.PowerShell.psd1'\n{Echo}"));

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

    private static XElement Metadata(ZipArchive package)
    {
        using Stream stream = package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
    }
}
