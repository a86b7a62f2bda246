using RawSockets.PowerShell.Tests.Harness;

namespace RawSockets.PowerShell.Tests.Tutorial;

/// <summary>The tutorial in one language, as it is written.</summary>
internal static class TutorialPage
{
    internal const string English = "tutorial.md";
    internal const string Chinese = "tutorial.zh-CN.md";

    internal static string Read(string page) => File.ReadAllText(Path.Combine(Repository.Root, "docs", page));
}
