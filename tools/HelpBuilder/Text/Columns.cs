using System.Text;

namespace RawSockets.HelpBuilder.Text;

/// <summary>How wide text is on a terminal, where Chinese characters take two columns.</summary>
internal static class Columns
{
    /// <summary>The blocks of Unicode whose characters are wide, by first and last character.</summary>
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x4DBF), (0x4E00, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x20000, 0x3FFFD),
    ];

    internal static bool IsWide(Rune rune) => s_wide.Any(range => rune.Value >= range.First && rune.Value <= range.Last);

    /// <summary>The same for half of a surrogate pair, which counts as narrow.</summary>
    internal static bool IsWide(char character) => Rune.TryCreate(character, out Rune rune) && IsWide(rune);

    internal static int Count(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune) ? 2 : 1);
}
