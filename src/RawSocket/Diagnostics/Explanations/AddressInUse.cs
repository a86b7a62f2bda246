using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>bind,EADDRINUSE and listen,EADDRINUSE of the internet families: who holds the port, and whether ReuseAddress would help.</summary>
internal static class AddressInUse
{
    private const string OtherPort = "choose another port (0 lets the kernel choose a free one)";

    internal static ErrorExplanation? Explain(Failure failure)
    {
        if (failure.EndPoint is not { } wanted)
        {
            return null;
        }

        if (wanted.Port == 0)
        {
            return NoPortLeft();
        }

        bool only = WantsIPv6Only(failure);
        List<InetSocketState> held = [.. failure.SocketsAt(wanted.Port).Where(row => Overlap.Collides(wanted.Address, only, row))];
        if (held.Count == 0)
        {
            return new(
                $"When it was looked up, no socket held port {wanted.Port} any more: its holder has just gone, or is one that this kernel does not list.",
                $"Try again, or {OtherPort}.");
        }

        SocketOwners owners = failure.OwnersOf(held.Select(static row => row.Inode));
        List<InetSocketState> listening = [.. held.Where(row => row.State == TcpState.Listen)];
        if (listening.Count > 0)
        {
            return Held(wanted, listening, owners, "listens at", "");
        }

        if (failure.Protocol is not (ProtocolType.Tcp or ProtocolType.Mptcp))
        {
            return Held(wanted, held, owners, "is bound to", $" over {Wording.Protocol(failure.Protocol)}");
        }

        List<InetSocketState> bound = [.. held.Where(row => row.State == TcpState.Closed)];
        return bound.Count > 0
            ? Held(wanted, bound, owners, "is bound to", ", without listening")
            : LingeringConnections.Explain(failure, wanted, only, held, owners);
    }

    private static ErrorExplanation Held(IPEndPoint wanted, List<InetSocketState> rows, SocketOwners owners, string verb, string rest)
    {
        string dual = rows.Any(row => IsDualFor(row, wanted))
            ? " An IPv6 socket at [::] takes the port of IPv4 too, unless IPv6Only is set on it before it is bound."
            : "";
        string other = rows.Any(row => row.Family == AddressFamily.Inet) && wanted.Address.Equals(IPAddress.IPv6Any)
            ? " A socket at [::] would take the port of IPv4 too, unless IPv6Only is set on it before it is bound."
            : "";
        return new(
            $"Port {wanted.Port} is held by {Wording.Holders(rows, owners)}, which {verb} {Wording.Locals(rows)}{rest}.{dual}{other}",
            Release([.. rows.SelectMany(row => owners.Of(row.Inode)).Distinct()]));
    }

    private static bool IsDualFor(InetSocketState row, IPEndPoint wanted) =>
        row.Family == AddressFamily.Inet6 && row.Local.Address.Equals(IPAddress.IPv6Any)
        && wanted.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;

    internal static string Release(IReadOnlyList<SocketOwner> owners)
    {
        if (owners.Any(static owner => owner.ProcessId == Environment.ProcessId))
        {
            return "It is this PowerShell process itself: Get-RawSocket and Get-EchoServer show what it has open, Close-RawSocket and Stop-EchoServer "
                + $"end it. Or {OtherPort}.";
        }

        return owners.Count == 0
            ? $"'ss -tulpn', run as root, names the process. Or {OtherPort}."
            : $"End that program (Stop-Process -Id {string.Join(", ", owners.Take(4).Select(static owner => owner.ProcessId))}), or {OtherPort}.";
    }

    private static ErrorExplanation NoPortLeft()
    {
        string? range = Facts.Text("/proc/sys/net/ipv4/ip_local_port_range");
        string where = range is null ? "" : $" ({range.Replace('\t', '-')})";
        return new(
            $"Every port that the kernel may choose from, net.ipv4.ip_local_port_range{where}, is taken.",
            "Close sockets that are no longer needed, or widen the range with sysctl.");
    }

    // Unset, the system's default holds; an IPv6 socket then takes IPv4 as well.
    private static bool WantsIPv6Only(Failure failure)
    {
        if (failure.Socket is { IsClosed: false, AddressFamily: AddressFamily.Inet6 } socket && SocketOption.Find("IPv6Only") is { } option)
        {
            return Facts.OrElse(() => (bool)socket.GetOption(option), false);
        }

        return Facts.Number("/proc/sys/net/ipv6/bindv6only") == 1;
    }
}
