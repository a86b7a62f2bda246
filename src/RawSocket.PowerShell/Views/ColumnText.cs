using System.Globalization;
using System.Management.Automation.Host;
using System.Text;

namespace RawSockets.PowerShell;

/// <summary>Text for columns that share what a terminal has left. The views of the module use it; it is not meant for scripts.</summary>
public static class ColumnText
{
    /// <summary>
    /// An address that does not fit its column, with its port on a line of its own. The formatter would break it after the last character
    /// that fits, in the middle of a number.
    /// </summary>
    /// <param name="address">The address and its port.</param>
    /// <param name="host">The host whose width is shared.</param>
    /// <param name="taken">How many characters the other columns and the gaps take.</param>
    /// <param name="columns">How many columns share the rest.</param>
    /// <returns>The text.</returns>
    public static string Address(object? address, PSHost? host, int taken, int columns)
    {
        string text = address?.ToString() ?? "";
        int port = text.LastIndexOf(':');
        return port <= 0 || text.Length <= Share(host, taken, columns) ? text : $"{text[..port]}\n{text[port..]}";
    }

    /// <summary>A sentence that is broken between its words, where the formatter would break it inside of one.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="host">The host whose width is shared.</param>
    /// <param name="taken">How many characters the other columns and the gaps take.</param>
    /// <param name="columns">How many columns share the rest.</param>
    /// <returns>The text, in lines.</returns>
    public static string Words(string? sentence, PSHost? host, int taken, int columns)
    {
        int width = Share(host, taken, columns);
        StringBuilder text = new();
        int used = 0;
        foreach (string word in (sentence ?? "").Split(' '))
        {
            bool fits = used + 1 + word.Length <= width;
            text.Append(used == 0 ? "" : fits ? " " : "\n").Append(word);
            used = used > 0 && fits ? used + 1 + word.Length : word.Length;
        }

        return text.ToString();
    }

    /// <summary>A name that may be so long that it would leave no room for the columns behind it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="width">The most that is shown of it.</param>
    /// <returns>The text.</returns>
    public static string Short(string? name, int width) => name is { Length: var length } && length > width ? $"{name[..(width - 1)]}…" : name ?? "";

    /// <summary>A time that goes on: hours, minutes and seconds, or days and hours.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The text.</returns>
    public static string Duration(TimeSpan time) => time.ToString(time.TotalDays >= 1 ? @"d\dhh\h" : @"hh\:mm\:ss", CultureInfo.InvariantCulture);

    /// <summary>Received text on one line: what a terminal would obey instead of showing is a dot.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text that is shown.</returns>
    public static string Printable(string? text) => string.Concat((text ?? "").Select(static c => char.IsControl(c) ? '.' : c));

    private static int Share(PSHost? host, int taken, int columns) => (ScreenWidth.Of(host) - taken) / columns;
}
