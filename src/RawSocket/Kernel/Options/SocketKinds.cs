namespace RawSockets;

/// <summary>
/// The sorts of sockets that differ in which options they have: the kernel decides by family, type and protocol together.
/// </summary>
[Flags]
internal enum SocketKinds
{
    None = 0,
    Tcp4 = 1 << 0,
    Tcp6 = 1 << 1,
    Mptcp4 = 1 << 2,
    Mptcp6 = 1 << 3,
    Udp4 = 1 << 4,
    Udp6 = 1 << 5,
    UdpLite4 = 1 << 6,
    UdpLite6 = 1 << 7,
    Ping4 = 1 << 8,
    Ping6 = 1 << 9,
    RawIcmp4 = 1 << 10,
    RawIcmp6 = 1 << 11,
    RawOther4 = 1 << 12,
    RawOther6 = 1 << 13,
    RawHeader6 = 1 << 14,
    Unix = 1 << 15,
    Netlink = 1 << 16,
    PacketRaw = 1 << 17,
    PacketDgram = 1 << 18,
    Vsock = 1 << 19,
    VsockDgram = 1 << 20,
    Sctp4 = 1 << 21,
    Sctp6 = 1 << 22,
    Other = 1 << 23,

    Tcp = Tcp4 | Tcp6,
    Mptcp = Mptcp4 | Mptcp6,
    Udp = Udp4 | Udp6,
    UdpLite = UdpLite4 | UdpLite6,
    Ping = Ping4 | Ping6,
    Sctp = Sctp4 | Sctp6,
    Raw4 = RawIcmp4 | RawOther4,
    Raw6 = RawIcmp6 | RawOther6 | RawHeader6,
    Packet = PacketRaw | PacketDgram,

    /// <summary>The sockets of both internet families.</summary>
    Inet = IP | IPv6 | Mptcp,

    /// <summary>All but MPTCP, which passes on only what it can do on every path.</summary>
    NotMptcp = Any & ~Mptcp,

    /// <summary>Messages over IPv4; IPv6 sockets are among them, since IPv4 runs through them too, but raw ones are not.</summary>
    IPMessages = Udp | UdpLite | Ping | Raw4,

    /// <summary>Whatever IPv4 runs through, save MPTCP, which passes few options on.</summary>
    IP = Tcp | Sctp | IPMessages,

    /// <summary>Messages over IPv6.</summary>
    IPv6Messages = Udp6 | UdpLite6 | Ping6 | Raw6,

    /// <summary>Whatever IPv6 runs through, save MPTCP.</summary>
    IPv6 = Tcp6 | Sctp6 | IPv6Messages,

    Any = (1 << 24) - 1,
}
