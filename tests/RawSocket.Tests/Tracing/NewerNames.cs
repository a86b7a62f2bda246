using System.Globalization;
using System.Text.RegularExpressions;

namespace RawSockets.Tests;

/// <summary>Options are older or newer than the strace on a machine, which shows a number where it has no name yet.</summary>
internal static partial class NewerNames
{
    [GeneratedRegex(@"0x(?<level>[0-9a-f]+) /\* SOL_\?\? \*/, (?<option>\d+)")]
    private static partial Regex UnknownLevel { get; }

    [GeneratedRegex(@"(?<level>SOL_\w+), 0x(?<option>[0-9a-f]+) /\* \w+_\?\?\? \*/")]
    private static partial Regex UnknownOption { get; }

    /// <summary>Puts the names in that the library knows.</summary>
    internal static string In(string line) => UnknownOption.Replace(UnknownLevel.Replace(line, LevelAndOption), OptionOnly);

    private static string LevelAndOption(Match match) =>
        SocketOption.Find(Hexadecimal(match.Groups["level"]), int.Parse(match.Groups["option"].ValueSpan, CultureInfo.InvariantCulture)) is { } known
            ? $"{known.LevelName}, {known.Constant}"
            : match.Value;

    private static string OptionOnly(Match match) =>
        SocketOption.All.FirstOrDefault(option => option.LevelName == match.Groups["level"].Value && option.Number == Hexadecimal(match.Groups["option"])) is { } known
            ? $"{known.LevelName}, {known.Constant}"
            : match.Value;

    private static int Hexadecimal(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
