using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace RawSockets;

/// <summary>Makes endpoints from what people write.</summary>
public static class EndPointParser
{
    /// <summary>
    /// Makes an endpoint of a numeric address: dotted IPv4 with all four parts, or IPv6 with an optional %scope that is an
    /// interface's name or index.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    /// <param name="endPoint">The endpoint, if the address can be read.</param>
    /// <returns>Whether it can.</returns>
    public static bool TryParse([NotNullWhen(true)] string? address, int port, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        if (address is null || port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort || !IPAddress.TryParse(address, out IPAddress? parsed))
        {
            return false;
        }

        // inet_aton(3)'s short forms make 127.1 and even 1 an address, which hides typing errors; inet_pton(3) refuses them too.
        bool shortForm = parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && address.Count(static c => c == '.') != 3;
        if (shortForm || HasUnknownScope(address, parsed))
        {
            return false;
        }

        endPoint = new IPEndPoint(parsed, port);
        return true;
    }

    private static bool HasUnknownScope(string address, IPAddress parsed) =>
        address.Contains('%', StringComparison.Ordinal)
        && (parsed.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6 || parsed.ScopeId == 0);
}
