using System.Xml.Linq;
using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Package;

/// <summary>The one place that the version is in.</summary>
internal static class ProjectVersion
{
    internal static string Read() => XDocument
        .Load(Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("Version")
        .Single()
        .Value;
}
