using System.Buffers;
using System.Globalization;
using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>Ports as people write them: a number, or a service's name, services(5).</summary>
public static class PortName
{
    private const int MaxLength = 64;

    private static readonly SearchValues<char> s_letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+.*/");

    /// <summary>Reads a port.</summary>
    /// <param name="text">The text, such as 80 or http.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out int port)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port))
        {
            return port <= IPEndPoint.MaxPort;
        }

        port = 0;
        return text is { Length: > 0 and <= MaxLength }
            && !text.AsSpan().ContainsAnyExcept(s_letters)
            && text.Any(char.IsAsciiLetter)
            && TryFind(text, out port);
    }

    /// <summary>Reads a port, or several in a row.</summary>
    /// <param name="text">The text, such as 80, http, 8000-8099 or 8000..8099.</param>
    /// <param name="first">The first, 0 to 65535.</param>
    /// <param name="last">The last, not below the first.</param>
    /// <returns>Whether it is that.</returns>
    public static bool TryParseRange(string? text, out int first, out int last)
    {
        // Some names have a dash in them: ms-sql-s, netbios-ns.
        if (TryParse(text, out first))
        {
            last = first;
            return true;
        }

        last = 0;
        int dots = text?.IndexOf("..", StringComparison.Ordinal) ?? -1;
        int dash = dots >= 0 ? dots : text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0
            && TryParse(text![..dash].Trim(), out first)
            && TryParse(text[(dash + (dots >= 0 ? 2 : 1))..].Trim(), out last)
            && first <= last;
    }

    // The C library reads it in a file, or wherever nsswitch.conf(5) says. TCP's comes first where the protocols' ports differ.
    private static bool TryFind(string name, out int port)
    {
        port = 0;
        if (NameLookup.GetAddrInfo(null, name, new AddressHints(0, (int)AddressFamily.Inet, 0, 0), out AddressEntry[] entries, out _) != 0)
        {
            return false;
        }

        port = entries.Length > 0 && SocketAddress.Read(entries[0].Address) is IPEndPoint found ? found.Port : 0;
        return port > 0;
    }
}
