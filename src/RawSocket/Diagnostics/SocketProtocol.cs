namespace RawSockets.Diagnostics;

/// <summary>The kinds of sockets that sock_diag(7) has a listing for.</summary>
public enum SocketProtocol
{
    /// <summary>TCP, over IPv4 and IPv6.</summary>
    Tcp,

    /// <summary>MPTCP: the connections that programs see. Their paths are TCP connections of the same inode.</summary>
    Mptcp,

    /// <summary>UDP.</summary>
    Udp,

    /// <summary>UDP-Lite, which kernels have up to 7.0.</summary>
    UdpLite,

    /// <summary>SCTP.</summary>
    Sctp,

    /// <summary>Raw IP sockets; their port is the number of the IP protocol.</summary>
    Raw,

    /// <summary>Unix sockets of every type.</summary>
    Unix,

    /// <summary>Packet sockets.</summary>
    Packet,

    /// <summary>Netlink sockets.</summary>
    Netlink,

    /// <summary>Sockets between virtual machines and their host.</summary>
    Vsock,
}
