namespace RawSockets;

/// <summary>Protocols of the internet families, as in /etc/protocols. Other families number theirs on their own.</summary>
public enum ProtocolType
{
    /// <summary>IPPROTO_IP: the usual one for the family and type.</summary>
    Default = 0,

    /// <summary>IPPROTO_ICMP, icmp(7).</summary>
    Icmp = 1,

    /// <summary>IPPROTO_TCP, tcp(7).</summary>
    Tcp = 6,

    /// <summary>IPPROTO_UDP, udp(7).</summary>
    Udp = 17,

    /// <summary>IPPROTO_ICMPV6.</summary>
    IcmpV6 = 58,

    /// <summary>IPPROTO_SCTP, sctp(7).</summary>
    Sctp = 132,

    /// <summary>IPPROTO_UDPLITE, udplite(7).</summary>
    UdpLite = 136,

    /// <summary>IPPROTO_RAW, raw(7): IP packets with a header of one's own.</summary>
    Raw = 255,

    /// <summary>IPPROTO_MPTCP: TCP over several paths.</summary>
    Mptcp = 262,
}
