using System.IO.Compression;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>The packages tell whose the files are that others made, and bring nothing that may not be passed on.</summary>
[Collection(typeof(PackagesCollection))]
public sealed class ThirdPartyTests(Packages packages)
{
    private readonly IReadOnlyList<ThirdPartyNotice> _notices = ThirdPartyNotices.Read();

    [Theory]
    [InlineData("RawSocket")]
    [InlineData("RawSocket.PowerShell")]
    public void A_package_has_the_notices_and_the_licence_that_they_refer_to(string package)
    {
        IReadOnlyList<string> files = Files(package);
        Assert.Contains(ThirdPartyNotices.Name, files);
        Assert.Contains("LICENSE", files);
    }

    [Fact]
    public void They_name_every_file_that_others_made()
    {
        string[] files = [.. Files("RawSocket"), .. Files("RawSocket.PowerShell")];
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

    private string[] Files(string package)
    {
        using ZipArchive archive = packages.Open($"{package}.{ProjectVersion.Read()}.nupkg");
        return [.. archive.Entries.Select(static entry => entry.FullName)];
    }
}
