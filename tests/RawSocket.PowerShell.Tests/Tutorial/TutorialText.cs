using System.Text.RegularExpressions;
using RawSockets.PowerShell.Tests.Help;

namespace RawSockets.PowerShell.Tests.Tutorial;

/// <summary>Makes output comparable, as for the help's examples, and whatever program the blocks run in.</summary>
internal static partial class TutorialText
{
    internal static string Comparable(string text) => ShownText.Comparable(Holder().Replace(Owner().Replace(text, "1234/program"), "held by program ("));

    /// <summary>In a table of sockets: the process and its name.</summary>
    [GeneratedRegex(@"(?<= )\d+/[A-Za-z]\S*")]
    private static partial Regex Owner();

    /// <summary>In an error's explanation.</summary>
    [GeneratedRegex(@"held by \S+ \(")]
    private static partial Regex Holder();
}
