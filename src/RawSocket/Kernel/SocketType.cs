namespace RawSockets;

/// <summary>Socket types, socket(2). The values are the kernel's.</summary>
public enum SocketType
{
    /// <summary>SOCK_STREAM: an ordered, reliable stream of bytes in both directions.</summary>
    Stream = 1,

    /// <summary>SOCK_DGRAM: messages of limited length, neither ordered nor reliable.</summary>
    Dgram = 2,

    /// <summary>SOCK_RAW: packets with their headers; needs the capability CAP_NET_RAW.</summary>
    Raw = 3,

    /// <summary>SOCK_SEQPACKET: messages, ordered and reliable.</summary>
    SeqPacket = 5,
}
