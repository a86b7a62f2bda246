using System.Text.RegularExpressions;

namespace RawSockets.PowerShell.Tests.Help;

/// <summary>
/// Makes what an example shows comparable with what its page prints. Descriptors, ports, inodes, times and processes differ from run to
/// run, and columns with them; single digits outside of -Verbose are results, and stay.
/// </summary>
internal static partial class ShownText
{
    internal static string Comparable(string text) => string.Join('\n', text.Trim().Split('\n').Select(Line));

    private static string Line(string line)
    {
        string narrow = Gap().Replace(Rule().Replace(line.TrimEnd(), "---"), " ");
        narrow = Owner().Replace(narrow, "1234/program");
        narrow = Program().Replace(narrow, "program");
        return (narrow.StartsWith("VERBOSE:", StringComparison.Ordinal) ? AnyNumber() : LongNumber()).Replace(narrow, "N");
    }

    [GeneratedRegex(" +")]
    private static partial Regex Gap();

    [GeneratedRegex("-{3,}")]
    private static partial Regex Rule();

    /// <summary>In a table of sockets: a process and its name.</summary>
    [GeneratedRegex(@"(?<= )\d+/[A-Za-z]\S*")]
    private static partial Regex Owner();

    /// <summary>In a sentence: the name before the process.</summary>
    [GeneratedRegex(@"(?<=\b(?:held by|of) )\S+(?= \((?:process )?\d+\))")]
    private static partial Regex Program();

    [GeneratedRegex("0x[0-9a-f]+|[0-9]+")]
    private static partial Regex AnyNumber();

    [GeneratedRegex("[0-9]{2,}")]
    private static partial Regex LongNumber();
}
