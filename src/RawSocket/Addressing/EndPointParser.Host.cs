using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace RawSockets;

/// <content>Hosts that have a name</content>
public static partial class EndPointParser
{
    // They begin endpoints of other families; such a text with a part missing would be asked of a name server.
    private static readonly string[] s_families = ["unix", "vsock", "netlink", "packet"];
    private static readonly SearchValues<char> s_notInNames = SearchValues.Create(":/\\[]@%?#\"'");

    /// <summary>
    /// Takes a host's name and a port from one text, such as localhost:80 or localhost:http. No name server is asked, and what is meant as a numeric address is
    /// no name.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="endPoint">The name and the port, if it can be read.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParseHost([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DnsEndPoint? endPoint)
    {
        endPoint = null;
        int colon = text?.LastIndexOf(':') ?? -1;
        if (colon < 1)
        {
            return false;
        }

        string host = text![..colon];
        bool isName = !host.AsSpan().ContainsAny(s_notInNames)
            && !host.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c))
            && !s_families.Contains(host, StringComparer.Ordinal)
            && !Resolver.LooksNumeric(host);
        endPoint = isName && PortName.TryParse(text[(colon + 1)..], out int port) ? new DnsEndPoint(host, port) : null;
        return endPoint is not null;
    }
}
