using System.Globalization;

namespace RawSockets.Load;

/// <summary>How large messages are: one size, or all sizes of a range, evenly distributed.</summary>
/// <param name="Minimum">The least size, in bytes.</param>
/// <param name="Maximum">The greatest size, in bytes.</param>
public readonly record struct MessageSizeRange(int Minimum, int Maximum)
{
    /// <summary>The largest message there may be, in bytes.</summary>
    public const int Limit = 1 << 30;

    private static readonly string[] s_separators = ["..", "-"];

    /// <summary>One size.</summary>
    /// <param name="size">The size, in bytes.</param>
    public MessageSizeRange(int size)
        : this(size, size)
    {
    }

    internal bool IsValid => Minimum >= 1 && Maximum >= Minimum && Maximum <= Limit;

    internal bool IsFixed => Minimum == Maximum;

    /// <summary>Reads what <see cref="ToString"/> writes, and 64..1024.</summary>
    /// <param name="text">A number, or two with a hyphen or two dots between them.</param>
    /// <param name="range">The range.</param>
    /// <returns>Whether it is one: from 1 to 1073741824 bytes, the lesser first.</returns>
    public static bool TryParse(string? text, out MessageSizeRange range)
    {
        string[] parts = (text ?? "").Split(s_separators, StringSplitOptions.TrimEntries);
        range = default;
        if (parts.Length > 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int minimum)
            || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int maximum))
        {
            return false;
        }

        range = new MessageSizeRange(minimum, maximum);
        return range.IsValid;
    }

    /// <summary>Gives 64, or 64-1024.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsFixed
        ? Minimum.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Minimum}-{Maximum}");

    /// <summary>The size of a connection's nth message: always the same one, so that nothing has to be remembered.</summary>
    internal int SizeOf(int connection, long message)
    {
        if (IsFixed)
        {
            return Minimum;
        }

        // The finalizer of SplitMix64 spreads the numbers; the upper half of the product picks evenly.
        ulong mixed = ((ulong)message + ((ulong)connection << 40)) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return Minimum + (int)(((mixed >> 32) * ((ulong)(Maximum - Minimum) + 1)) >> 32);
    }
}
