using System.Globalization;

namespace RawSockets.Diagnostics;

/// <summary>One port, or several in a row. PowerShell makes it of a number, or of text such as 8000-8099.</summary>
public readonly record struct SocketPorts
{
    /// <summary>One port.</summary>
    /// <param name="port">0 to 4294967295; ports of vsock have 32 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is no port.</exception>
    public SocketPorts(long port)
        : this(port, port)
    {
    }

    /// <summary>Several ports.</summary>
    /// <param name="first">The first, 0 to 4294967295.</param>
    /// <param name="last">The last, not below the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is no port, or they are the wrong way round.</exception>
    public SocketPorts(long first, long last)
    {
        if (first < 0 || last > uint.MaxValue || last < first)
        {
            throw new ArgumentOutOfRangeException(nameof(first), $"'{Text(first, last)}' is no port from 0 to {uint.MaxValue} and no range of them.");
        }

        First = first;
        Last = last;
    }

    /// <summary>The first port.</summary>
    public long First { get; }

    /// <summary>The last port.</summary>
    public long Last { get; }

    /// <summary>Makes a range of one port.</summary>
    /// <param name="port">The port.</param>
    public static implicit operator SocketPorts(int port) => new(port);

    /// <summary>Makes a range of one port.</summary>
    /// <param name="port">The port.</param>
    /// <returns>The range.</returns>
    public static SocketPorts FromInt32(int port) => new(port);

    /// <summary>Reads a port such as 80 or http, or a range such as 8000-8099 or 8000..8099.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The range.</returns>
    /// <exception cref="FormatException">It is neither.</exception>
    public static SocketPorts Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (PortName.TryParseRange(text, out int low, out int high))
        {
            return new SocketPorts(low, high);
        }

        // Those of vsock and netlink are larger.
        string[] ends = text.Replace("..", "-", StringComparison.Ordinal).Split('-');
        return ends.Length <= 2
            && uint.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint first)
            && uint.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out uint last)
            && first <= last
            ? new SocketPorts(first, last)
            : throw new FormatException($"'{text}' is neither a port, such as 80, nor a service's name, such as http, nor a range, such as 8000-8099.");
    }

    /// <summary>Whether a port is in it.</summary>
    /// <param name="port">The port; null is in none.</param>
    /// <returns>Whether it is.</returns>
    public bool Contains(long? port) => port >= First && port <= Last;

    /// <summary>Gives the port, or the first and the last with a dash.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text(First, Last);

    private static string Text(long first, long last) =>
        first == last ? first.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");
}
