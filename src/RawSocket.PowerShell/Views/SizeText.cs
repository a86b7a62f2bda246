using System.Globalization;

namespace RawSockets.PowerShell;

/// <summary>
/// Sizes for people, in the decimal units in which networks are counted: 1 kB is 1000 bytes. The views of the module use it; the properties
/// stay numbers.
/// </summary>
public static class SizeText
{
    private static readonly string[] s_units = ["kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A number of bytes in the unit that suits it, such as 512 B or 1.23 MB; at most seven characters.</summary>
    /// <param name="bytes">The bytes; none is the empty text.</param>
    /// <returns>The text.</returns>
    public static string Bytes(double? bytes)
    {
        if (bytes is not { } size)
        {
            return "";
        }

        // 999.5 is the first that would be written with four digits.
        if (Math.Abs(size) < 999.5)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{size:F0} B");
        }

        int unit = -1;
        while (Math.Abs(size) >= 999.5 && unit < s_units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        string digits = size.ToString(Math.Abs(size) < 9.995 ? "F2" : Math.Abs(size) < 99.95 ? "F1" : "F0", CultureInfo.InvariantCulture);
        return $"{digits} {s_units[unit]}";
    }

    /// <summary>Bytes in a second, such as 1.23 MB/s.</summary>
    /// <param name="bytesPerSecond">The rate; none is the empty text.</param>
    /// <returns>The text.</returns>
    public static string Rate(double? bytesPerSecond) => bytesPerSecond is null ? "" : $"{Bytes(bytesPerSecond)}/s";

    /// <summary>A size for a list, which has room for the number as well: 1.23 MB (1234567).</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The text.</returns>
    public static string Exact(long bytes) =>
        bytes < 1000 ? Bytes(bytes) : string.Create(CultureInfo.InvariantCulture, $"{Bytes(bytes)} ({bytes})");
}
