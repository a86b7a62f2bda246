namespace RawSockets;

/// <summary>What a socket option's value is.</summary>
public enum SocketOptionKind
{
    /// <summary>On or off, a bool; an int of 0 or 1 to the kernel.</summary>
    Boolean,

    /// <summary>A number; an int to the kernel.</summary>
    Integer,

    /// <summary>A number of 0 to 4294967295; an unsigned int to the kernel.</summary>
    Unsigned,

    /// <summary>A number of 64 bits, 0 or more.</summary>
    Unsigned64,

    /// <summary>A TimeSpan of whole seconds; an int to the kernel.</summary>
    Seconds,

    /// <summary>A TimeSpan of whole milliseconds; an int to the kernel.</summary>
    Milliseconds,

    /// <summary>A TimeSpan of whole microseconds; an int to the kernel.</summary>
    Microseconds,

    /// <summary>A TimeSpan of whole microseconds; a struct timeval to the kernel.</summary>
    TimeVal,

    /// <summary>Whether and how long close(2) waits, a <see cref="RawSockets.Linger"/>; a struct linger to the kernel.</summary>
    Linger,

    /// <summary>A name, such as that of a congestion control or an interface.</summary>
    Text,

    /// <summary>A struct that is shown as it is, a byte array.</summary>
    Bytes,

    /// <summary>An error number, an <see cref="RawSockets.Errno"/>.</summary>
    Errno,

    /// <summary>An <see cref="RawSockets.AddressFamily"/>.</summary>
    AddressFamily,

    /// <summary>A <see cref="RawSockets.SocketType"/>.</summary>
    SocketType,

    /// <summary>A <see cref="RawSockets.ProtocolType"/>.</summary>
    Protocol,

    /// <summary>A <see cref="RawSockets.PathMtuDiscovery"/>.</summary>
    PathMtuDiscovery,

    /// <summary>The peer's process and user, <see cref="RawSockets.PeerCredentials"/>; a struct ucred to the kernel.</summary>
    Credentials,

    /// <summary>Numbers, an int array.</summary>
    Numbers,

    /// <summary>The numbers whose bits are set in a bit field of 32-bit words, counted from 1; an int array.</summary>
    Bits,

    /// <summary>A file descriptor that reading opens, a <see cref="SafeDescriptor"/>.</summary>
    Descriptor,

    /// <summary><see cref="RawSockets.SocketMemory"/>; an array of unsigned ints to the kernel.</summary>
    Memory,

    /// <summary><see cref="RawSockets.BufferLocks"/>.</summary>
    BufferLocks,

    /// <summary><see cref="TimestampingFlags"/>; the first int of a struct so_timestamping to the kernel.</summary>
    Timestamping,

    /// <summary>A <see cref="RawSockets.TransmitTime"/>; a struct sock_txtime to the kernel.</summary>
    TransmitTime,

    /// <summary>A classic BPF program, a <see cref="SocketFilter"/>; a struct sock_fprog to the kernel.</summary>
    Filter,

    /// <summary>Nothing: setting it is the whole action, whatever the value.</summary>
    Action,

    /// <summary>An IPv4 group and an interface, a <see cref="RawSockets.MulticastGroup"/>; a struct ip_mreqn to the kernel.</summary>
    Membership,

    /// <summary>An IPv4 group, an interface and a source, a <see cref="RawSockets.MulticastGroup"/>; a struct ip_mreq_source to the kernel.</summary>
    SourceMembership,

    /// <summary>An IPv6 group and an interface, a <see cref="RawSockets.MulticastGroup"/>; a struct ipv6_mreq to the kernel.</summary>
    IPv6Membership,

    /// <summary>An IPv6 anycast address and an interface, a <see cref="RawSockets.MulticastGroup"/>; a struct ipv6_mreq to the kernel.</summary>
    IPv6Anycast,

    /// <summary>A group of the socket's family and an interface, a <see cref="RawSockets.MulticastGroup"/>; a struct group_req to the kernel.</summary>
    GroupRequest,

    /// <summary>The same with a source; a struct group_source_req to the kernel.</summary>
    GroupSourceRequest,

    /// <summary>An interface by name, index or address; reading gives the address that was set, a struct in_addr to the kernel.</summary>
    MulticastInterface,

    /// <summary>An interface by name, index or address; reading gives its name, empty for none. An int to the kernel.</summary>
    InterfaceIndex,

    /// <summary>The same; an int in network byte order to the kernel.</summary>
    InterfaceIndexBigEndian,

    /// <summary>A <see cref="RawSockets.PortRange"/>; an unsigned int to the kernel, the lower port in its lower half.</summary>
    PortRange,

    /// <summary>The path MTU, an int; the end of a struct ip6_mtuinfo to the kernel.</summary>
    PathMtu,

    /// <summary><see cref="RawSockets.TcpInfo"/>; a struct tcp_info to the kernel.</summary>
    TcpInfo,

    /// <summary><see cref="RawSockets.MptcpInfo"/>; a struct mptcp_info to the kernel.</summary>
    MptcpInfo,

    /// <summary>A <see cref="RawSockets.PacketMembership"/>; a struct packet_mreq to the kernel.</summary>
    PacketMembership,

    /// <summary><see cref="RawSockets.PacketStatistics"/>; a struct tpacket_stats to the kernel.</summary>
    PacketStatistics,
}
