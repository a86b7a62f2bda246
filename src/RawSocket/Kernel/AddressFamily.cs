namespace RawSockets;

/// <summary>Address families, socket(2). The values are the kernel's.</summary>
public enum AddressFamily
{
    /// <summary>AF_UNSPEC: none, or any.</summary>
    Unspec = 0,

    /// <summary>AF_UNIX, unix(7): sockets on this machine, named by a path or an abstract name.</summary>
    Unix = 1,

    /// <summary>AF_INET, ip(7): IPv4.</summary>
    Inet = 2,

    /// <summary>AF_INET6, ipv6(7): IPv6.</summary>
    Inet6 = 10,

    /// <summary>AF_NETLINK, netlink(7): the kernel itself.</summary>
    Netlink = 16,

    /// <summary>AF_PACKET, packet(7): frames of a network interface.</summary>
    Packet = 17,

    /// <summary>AF_VSOCK, vsock(7): a virtual machine and its host.</summary>
    Vsock = 40,
}
