namespace RawSockets.Tests.Options;

/// <summary>The sorts of sockets that options are tried on; a sort that the machine lacks, or the user may not have, is null.</summary>
internal static class OptionSockets
{
    internal static readonly (string Name, AddressFamily Family, SocketType Type, ProtocolType Protocol)[] Kinds =
    [
        ("tcp4", AddressFamily.Inet, SocketType.Stream, ProtocolType.Tcp),
        ("tcp6", AddressFamily.Inet6, SocketType.Stream, ProtocolType.Tcp),
        ("mptcp4", AddressFamily.Inet, SocketType.Stream, ProtocolType.Mptcp),
        ("mptcp6", AddressFamily.Inet6, SocketType.Stream, ProtocolType.Mptcp),
        ("udp4", AddressFamily.Inet, SocketType.Dgram, ProtocolType.Udp),
        ("udp6", AddressFamily.Inet6, SocketType.Dgram, ProtocolType.Udp),
        ("udplite4", AddressFamily.Inet, SocketType.Dgram, ProtocolType.UdpLite),
        ("udplite6", AddressFamily.Inet6, SocketType.Dgram, ProtocolType.UdpLite),
        ("ping4", AddressFamily.Inet, SocketType.Dgram, ProtocolType.Icmp),
        ("ping6", AddressFamily.Inet6, SocketType.Dgram, ProtocolType.IcmpV6),
        ("rawicmp4", AddressFamily.Inet, SocketType.Raw, ProtocolType.Icmp),
        ("rawicmp6", AddressFamily.Inet6, SocketType.Raw, ProtocolType.IcmpV6),
        ("rawudp4", AddressFamily.Inet, SocketType.Raw, ProtocolType.Udp),
        ("rawudp6", AddressFamily.Inet6, SocketType.Raw, ProtocolType.Udp),
        ("raw4", AddressFamily.Inet, SocketType.Raw, ProtocolType.Raw),
        ("raw6", AddressFamily.Inet6, SocketType.Raw, ProtocolType.Raw),
        ("unix", AddressFamily.Unix, SocketType.Stream, ProtocolType.Default),
        ("unixdgram", AddressFamily.Unix, SocketType.Dgram, ProtocolType.Default),
        ("unixseq", AddressFamily.Unix, SocketType.SeqPacket, ProtocolType.Default),
        ("netlink", AddressFamily.Netlink, SocketType.Raw, ProtocolType.Default),
        ("packet", AddressFamily.Packet, SocketType.Raw, ProtocolType.Default),
        ("packetdgram", AddressFamily.Packet, SocketType.Dgram, ProtocolType.Default),
        ("vsock", AddressFamily.Vsock, SocketType.Stream, ProtocolType.Default),
        ("vsockseq", AddressFamily.Vsock, SocketType.SeqPacket, ProtocolType.Default),
    ];

    private static readonly string[] s_lacking =
        ["EACCES", "EPERM", "EAFNOSUPPORT", "EPROTONOSUPPORT", "ESOCKTNOSUPPORT", "ENODEV", "ENOPROTOOPT", "EINVAL"];

    public static TheoryData<string> Names => [.. Kinds.Select(static kind => kind.Name)];

    internal static RawSocket? TryOpen(string name, bool inheritable = false)
    {
        var (_, family, type, protocol) = Kinds.Single(kind => kind.Name == name);
        try
        {
            return RawSocket.Open(family, type, protocol, inheritable: inheritable);
        }
        catch (RawSocketException exception) when (s_lacking.Contains(exception.Errno.Name))
        {
            return null;
        }
    }

    internal static RawSocket Open(string name, bool inheritable = false)
    {
        RawSocket? socket = TryOpen(name, inheritable);
        Assert.SkipWhen(socket is null, $"{name}: not on this machine, or not for this user");
        return socket!;
    }

    internal static SocketOption Option(string name) =>
        SocketOption.Find(name) ?? throw new ArgumentException($"no option {name}", nameof(name));
}
