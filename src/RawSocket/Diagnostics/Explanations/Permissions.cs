using System.Globalization;
using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>EACCES and EPERM: what the kernel wants, and how it is given.</summary>
internal static class Permissions
{
    private const int NetBindService = 10;
    private const int NetRaw = 13;
    private const string FirstPortSetting = "net.ipv4.ip_unprivileged_port_start";

    internal static ErrorExplanation? Bind(Failure failure)
    {
        if (failure.EndPoint is not { } wanted)
        {
            return null;
        }

        long first = Facts.Number("/proc/sys/net/ipv4/ip_unprivileged_port_start") ?? 1024;
        if (wanted.Port >= first)
        {
            return new(
                $"Port {wanted.Port} needs no privilege here ({FirstPortSetting} is {first}), so a security module or a control group's rule refused it.",
                "Look into the kernel's log (journalctl -k) and the module's own: audit.log for SELinux, dmesg for AppArmor.");
        }

        return new(
            $"Ports below {first} ({FirstPortSetting} = {first}) are for processes with the capability CAP_NET_BIND_SERVICE{Lacking(NetBindService)}.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Use a port from {first} on, run as root, or lower the limit for everybody: sysctl -w {FirstPortSetting}={wanted.Port}."));
    }

    internal static ErrorExplanation? Broadcast(Failure failure)
    {
        if ((failure.EndPoint ?? failure.Socket?.RemoteEndPoint as IPEndPoint) is not { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } target)
        {
            return null;
        }

        return new(
            $"{target.Address} is a broadcast address, and this socket may not send to one: SO_BROADCAST is off.",
            "Set-RawSocketOption -Socket $socket -Name Broadcast -Value $true. If the address is no broadcast address, a firewall rule refused the packet.");
    }

    internal static ErrorExplanation? RawSocket(Failure failure)
    {
        if (failure.Kind is not { } kind)
        {
            return null;
        }

        if (kind is { Family: AddressFamily.Packet } or { Type: SocketType.Raw })
        {
            string ping = kind.Protocol is ProtocolType.Icmp or ProtocolType.IcmpV6
                ? " For an echo request alone, -SocketType Dgram needs no capability where net.ipv4.ping_group_range has this user's group."
                : "";
            return new(
                $"A {Wording.Kind(kind)} sees or makes packets as they are, which takes the capability CAP_NET_RAW{Lacking(NetRaw)}.",
                $"Run as root, or give the program the capability: setcap cap_net_raw+ep.{ping}");
        }

        if (kind is { Type: SocketType.Dgram, Protocol: ProtocolType.Icmp or ProtocolType.IcmpV6 })
        {
            string range = Facts.Text("/proc/sys/net/ipv4/ping_group_range") is { } text ? $" (now {text.Replace('\t', '-')})" : "";
            return new(
                $"ICMP sockets of type Dgram are for the groups in net.ipv4.ping_group_range{range}.",
                "Widen the range (sysctl -w net.ipv4.ping_group_range='0 2147483647'), or run as root with -SocketType Raw.");
        }

        return null;
    }

    private static string Lacking(int capability) => Facts.HasCapability(capability) switch
    {
        false => ", which this one has not",
        true => ", which this one has, though only in its own user namespace",
        null => "",
    };
}
