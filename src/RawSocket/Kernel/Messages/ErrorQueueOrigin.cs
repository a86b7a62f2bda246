namespace RawSockets;

/// <summary>Who put an entry into a socket's error queue, ip(7). The values are the kernel's, SO_EE_ORIGIN_*.</summary>
public enum ErrorQueueOrigin
{
    /// <summary>SO_EE_ORIGIN_NONE: nobody says.</summary>
    None = 0,

    /// <summary>SO_EE_ORIGIN_LOCAL: this machine refused a datagram.</summary>
    Local = 1,

    /// <summary>SO_EE_ORIGIN_ICMP: a message of ICMP.</summary>
    Icmp = 2,

    /// <summary>SO_EE_ORIGIN_ICMP6: a message of ICMPv6.</summary>
    Icmp6 = 3,

    /// <summary>SO_EE_ORIGIN_TIMESTAMPING, or TXSTATUS: when something was sent; no error.</summary>
    Timestamping = 4,

    /// <summary>SO_EE_ORIGIN_ZEROCOPY: sends whose memory is free again; no error.</summary>
    ZeroCopy = 5,

    /// <summary>SO_EE_ORIGIN_TXTIME: a packet was dropped because of the time that it was to be sent at.</summary>
    TransmitTime = 6,
}
