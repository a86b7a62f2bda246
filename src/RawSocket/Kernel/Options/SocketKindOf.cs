namespace RawSockets;

/// <summary>Finds a socket's kind.</summary>
internal static class SocketKindOf
{
    internal static SocketKinds Socket(AddressFamily family, SocketType type, ProtocolType protocol) => family switch
    {
        AddressFamily.Inet => Inet(type, protocol, isSix: false),
        AddressFamily.Inet6 => Inet(type, protocol, isSix: true),
        AddressFamily.Unix => SocketKinds.Unix,
        AddressFamily.Netlink => SocketKinds.Netlink,
        AddressFamily.Packet => type == SocketType.Raw ? SocketKinds.PacketRaw : SocketKinds.PacketDgram,
        AddressFamily.Vsock => type == SocketType.Dgram ? SocketKinds.VsockDgram : SocketKinds.Vsock,
        _ => SocketKinds.Other,
    };

    private static SocketKinds Inet(SocketType type, ProtocolType protocol, bool isSix) => (type, protocol) switch
    {
        (SocketType.Raw, ProtocolType.Icmp) when !isSix => SocketKinds.RawIcmp4,
        (SocketType.Raw, ProtocolType.IcmpV6) when isSix => SocketKinds.RawIcmp6,
        (SocketType.Raw, ProtocolType.Raw) when isSix => SocketKinds.RawHeader6,
        (SocketType.Raw, _) => isSix ? SocketKinds.RawOther6 : SocketKinds.RawOther4,
        (_, ProtocolType.Sctp) => isSix ? SocketKinds.Sctp6 : SocketKinds.Sctp4,
        (SocketType.Stream, ProtocolType.Default or ProtocolType.Tcp) => isSix ? SocketKinds.Tcp6 : SocketKinds.Tcp4,
        (SocketType.Stream, ProtocolType.Mptcp) => isSix ? SocketKinds.Mptcp6 : SocketKinds.Mptcp4,
        (SocketType.Dgram, ProtocolType.Default or ProtocolType.Udp) => isSix ? SocketKinds.Udp6 : SocketKinds.Udp4,
        (SocketType.Dgram, ProtocolType.UdpLite) => isSix ? SocketKinds.UdpLite6 : SocketKinds.UdpLite4,
        (SocketType.Dgram, ProtocolType.Icmp) when !isSix => SocketKinds.Ping4,
        (SocketType.Dgram, ProtocolType.IcmpV6) when isSix => SocketKinds.Ping6,
        _ => SocketKinds.Other,
    };
}
