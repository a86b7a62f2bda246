using System.IO.Compression;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>The packages tell whose the files are that others made, and bring nothing that may not be passed on.</summary>
[Collection(typeof(PackagesCollection))]
public sealed class ThirdPartyTests(Packages packages)
{
    private static readonly string[] s_systems = ["unix", "linux-x64", "linux-arm64"];
    private readonly IReadOnlyList<ThirdPartyNotice> _notices = ThirdPartyNotices.Read();

    [Theory]
    [InlineData("RawSocket", "")]
    [InlineData("RawSocket.PowerShell", "")]
    [InlineData("RawSocket.Console", "")]
    [InlineData("RawSocket.Console", "tools/net10.0/any/RawSocket.PowerShell/")]
    public void A_package_has_the_notices_and_the_licence_that_they_refer_to(string package, string folder)
    {
        IReadOnlyList<string> files = Files(package);
        Assert.Contains(folder + ThirdPartyNotices.Name, files);
        Assert.Contains(folder + "LICENSE", files);
    }

    [Fact]
    public void They_name_every_file_that_others_made()
    {
        string[] files = [.. Files("RawSocket"), .. Files("RawSocket.PowerShell"), .. Files("RawSocket.Console")];
        Assert.NotEmpty(_notices);
        Assert.Empty(ThirdPartyNotices.Unnamed(files, _notices));
        Assert.All(_notices, notice => Assert.Equal([notice.File], ThirdPartyNotices.Unnamed(files, [.. _notices.Except([notice])])));
    }

    [Fact]
    public void They_have_the_versions_that_are_shipped()
    {
        IReadOnlyDictionary<string, string> versions = ThirdPartyNotices.Versions();
        Assert.Empty(ThirdPartyNotices.Outdated(_notices, versions));
        Assert.All(_notices, notice => Assert.Single(ThirdPartyNotices.Outdated([notice with { Version = notice.Version + "1" }], versions)));
    }

    /// <summary>A part of the engine for Windows comes under terms that forbid to pass it on.</summary>
    [Fact]
    public void The_tool_has_nothing_for_other_systems() => Assert.Equal(
        s_systems.Order(),
        Files("RawSocket.Console").Select(static file => file.Split('/')).Where(static parts => parts is ["tools", _, "any", "runtimes", ..]).Select(static parts => parts[4]).Distinct().Order());

    private string[] Files(string package)
    {
        using ZipArchive archive = packages.Open($"{package}.{ProjectVersion.Read()}.nupkg");
        return [.. archive.Entries.Select(static entry => entry.FullName)];
    }
}
