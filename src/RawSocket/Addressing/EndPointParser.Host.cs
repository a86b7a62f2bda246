using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace RawSockets;

/// <content>Hosts that have a name</content>
public static partial class EndPointParser
{
    // They begin endpoints of other families; such a text with a part missing would be asked of a name server.
    private static readonly string[] s_families = ["unix", "vsock", "netlink", "packet"];
    private static readonly SearchValues<char> s_notInNames = SearchValues.Create(":/\\[]@%?#\"'");

    /// <summary>
    /// Takes a host's name and a port from one text, such as localhost:80. Nothing is looked up, and what is meant as a numeric address is
    /// no name.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="endPoint">The name and the port, if it can be read.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParseHost([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DnsEndPoint? endPoint)
    {
        endPoint = null;
        int colon = text?.LastIndexOf(':') ?? -1;
        if (colon < 1
            || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            || port > IPEndPoint.MaxPort)
        {
            return false;
        }

        string host = text![..colon];
        bool isName = !host.AsSpan().ContainsAny(s_notInNames)
            && !host.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))
            && !s_families.Contains(host, StringComparer.Ordinal)
            && !Resolver.LooksNumeric(host);
        endPoint = isName ? new DnsEndPoint(host, port) : null;
        return isName;
    }
}
