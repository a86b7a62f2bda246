using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>EADDRNOTAVAIL and the EINVAL of incomplete or repeated addresses.</summary>
internal static class Addresses
{
    internal static ErrorExplanation? NotOfThisMachine(Failure failure)
    {
        if (failure.EndPoint is not { } wanted)
        {
            return null;
        }

        if (NeedsScope(wanted.Address))
        {
            return Scope(wanted);
        }

        string own = Wording.Join(Facts.LocalAddresses()
            .Where(address => address.AddressFamily == wanted.AddressFamily)
            .Select(static address => address.ToString())
            .Distinct());
        string family = Wording.Family(wanted.Address);
        return own.Length == 0
            ? new($"This machine has no {family} address at all.", $"Use the other family, or turn {family} on.")
            : new(
                $"{wanted.Address} is no address of this machine. Its {family} addresses are {own}.",
                $"Use one of them, or {(family == "IPv6" ? IPAddress.IPv6Any : IPAddress.Any)} for all of them.");
    }

    internal static ErrorExplanation? NoSource(Failure failure)
    {
        if (failure.EndPoint is not { } target)
        {
            return null;
        }

        string family = Wording.Family(target.Address);
        if (!Facts.LocalAddresses().Any(address => address.AddressFamily == target.AddressFamily))
        {
            return new($"This machine has no {family} address that the connection could come from.", $"Use the other family, or turn {family} on.");
        }

        string range = Facts.Text("/proc/sys/net/ipv4/ip_local_port_range") is { } text ? $" ({text.Replace('\t', '-')})" : "";
        return new(
            $"The kernel found no free local port for a connection to {target}: those of net.ipv4.ip_local_port_range{range} that it tried are taken, many perhaps by connections in TIME_WAIT.",
            "Keep connections open and use them again, close those that are not needed, or widen the range.");
    }

    internal static ErrorExplanation? Invalid(Failure failure)
    {
        if (failure.EndPoint is { } endPoint && NeedsScope(endPoint.Address))
        {
            return Scope(endPoint);
        }

        return failure.Call == "bind" && failure.Socket?.LocalEndPoint is { } bound && !IsUnnamed(bound)
            ? new($"The socket is bound to {bound} already, and a socket is bound only once.", "Make a new socket for the other address.")
            : null;
    }

    private static bool IsUnnamed(EndPoint endPoint) => endPoint is IPEndPoint { Port: 0 };

    private static bool NeedsScope(IPAddress address) =>
        address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && address is { IsIPv6LinkLocal: true, ScopeId: 0 };

    private static ErrorExplanation Scope(IPEndPoint endPoint)
    {
        List<string> scopes = [.. Facts.OrElse<IEnumerable<string>>(Interfaces, [])];
        return new(
            $"{endPoint.Address} is a link-local address, which every network has: it needs the interface that it belongs to.",
            $"Write the interface behind it: {endPoint.Address}%{(scopes.Count == 0 ? "eth0" : scopes[0])}.{(scopes.Count > 1 ? $" There are {Wording.Join(scopes)}." : "")}");
    }

    private static IEnumerable<string> Interfaces() => System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces()
        .Where(static one => one.NetworkInterfaceType != System.Net.NetworkInformation.NetworkInterfaceType.Loopback)
        .Select(static one => one.Name);
}
