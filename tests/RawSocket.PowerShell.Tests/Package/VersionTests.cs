using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>One version, by SemVer, from one place; and a changelog in the form of Keep a Changelog.</summary>
public sealed partial class VersionTests
{
    private static readonly string[] s_kinds = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

    [Fact]
    public void The_manifest_and_the_assembly_have_the_version_of_the_project()
    {
        using Engine engine = new();
        string version = ProjectVersion.Read();
        Assert.Matches(SemVer, version);
        string core = version.Split('-', '+')[0];
        Assert.Equal(core, engine.Run("\"$((Get-Module RawSocket.PowerShell).Version)\"").Lines().Single());
        Assert.Equal(core, engine.Run("[RawSockets.RawSocket].Assembly.GetName().Version.ToString(3)").Lines().Single());
    }

    [Fact]
    public void The_changelog_keeps_its_form()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "CHANGELOG.md"));
        Assert.Equal("# Changelog", lines[0]);
        string[] releases = [.. lines.Where(static line => line.StartsWith("## ", StringComparison.Ordinal))];
        Assert.Equal("## [Unreleased]", releases[0]);
        Assert.All(releases.Skip(1), static release => Assert.Matches(Release, release));
        string[] kinds = [.. lines.Where(static line => line.StartsWith("### ", StringComparison.Ordinal)).Select(static line => line[4..])];
        Assert.NotEmpty(kinds);
        Assert.Subset(s_kinds.ToHashSet(), kinds.ToHashSet());
    }

    [GeneratedRegex(@"\A\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?\z")]
    private static partial Regex SemVer { get; }

    [GeneratedRegex(@"\A## \[\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?\] - \d{4}-\d{2}-\d{2}\z")]
    private static partial Regex Release { get; }
}
