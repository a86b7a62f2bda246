using System.Text.Json;
using System.Xml.Linq;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>A file that others made, as THIRD-PARTY-NOTICES.md has it.</summary>
/// <param name="Package">Where it is from.</param>
/// <param name="Version">The package's version.</param>
/// <param name="File">Its name.</param>
internal sealed record ThirdPartyNotice(string Package, string Version, string File);

/// <summary>The rows of THIRD-PARTY-NOTICES.md, and what they have to agree with.</summary>
internal static class ThirdPartyNotices
{
    internal const string Name = "THIRD-PARTY-NOTICES.md";

    internal static IReadOnlyList<ThirdPartyNotice> Read() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, Name))
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| package |", StringComparison.Ordinal))
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(static cells => new ThirdPartyNotice(cells[1], cells[2], cells[3])),
    ];

    /// <summary>The versions that are built with: those that we chose, and what they bring along.</summary>
    internal static IReadOnlyDictionary<string, string> Versions()
    {
        Dictionary<string, string> versions = Locked();
        foreach (XElement chosen in XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion"))
        {
            versions[chosen.Attribute("Include")!.Value] = chosen.Attribute("Version")!.Value;
        }

        return versions;
    }

    internal static IEnumerable<string> Unnamed(IEnumerable<string> files, IReadOnlyList<ThirdPartyNotice> notices) => files
        .Select(static file => Path.GetFileName(file))
        .Where(static file => Path.GetExtension(file) is ".dll" or ".so" && !file.StartsWith("RawSocket.", StringComparison.Ordinal))
        .Except(notices.Select(static notice => notice.File));

    internal static IEnumerable<string> Outdated(IEnumerable<ThirdPartyNotice> notices, IReadOnlyDictionary<string, string> versions) => notices
        .Where(notice => versions.GetValueOrDefault(notice.Package) != notice.Version)
        .Select(notice => $"{notice.Package} is not {notice.Version} but {versions.GetValueOrDefault(notice.Package)}");

    private static Dictionary<string, string> Locked()
    {
        using FileStream file = File.OpenRead(Path.Combine(Repository.Root, "src", "RawSocket.PowerShell", "packages.lock.json"));
        using JsonDocument locked = JsonDocument.Parse(file);
        return locked.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(static framework => framework.Value.EnumerateObject())
            .Where(static package => package.Value.TryGetProperty("resolved", out _))
            .ToDictionary(static package => package.Name, static package => package.Value.GetProperty("resolved").GetString()!);
    }
}
