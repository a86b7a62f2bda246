namespace RawSockets;

/// <summary>Flags of send(2) and recv(2). The values are the kernel's.</summary>
[Flags]
public enum MessageFlags
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>MSG_OOB: out-of-band data.</summary>
    OutOfBand = 0x1,

    /// <summary>MSG_PEEK: receive without taking from the queue.</summary>
    Peek = 0x2,

    /// <summary>MSG_DONTROUTE: send to directly connected networks only.</summary>
    DontRoute = 0x4,

    /// <summary>MSG_CTRUNC: ancillary data was cut (returned only).</summary>
    ControlTruncated = 0x8,

    /// <summary>MSG_TRUNC: a datagram was cut; given to recv, its real length is returned.</summary>
    Truncated = 0x20,

    /// <summary>MSG_DONTWAIT: fail with EAGAIN instead of waiting.</summary>
    DontWait = 0x40,

    /// <summary>MSG_EOR: the end of a record.</summary>
    EndOfRecord = 0x80,

    /// <summary>MSG_WAITALL: wait until the whole buffer is filled.</summary>
    WaitAll = 0x100,

    /// <summary>MSG_CONFIRM: the neighbour is alive, arp(7).</summary>
    Confirm = 0x800,

    /// <summary>MSG_ERRQUEUE: take from the error queue.</summary>
    ErrorQueue = 0x2000,

    /// <summary>MSG_NOSIGNAL: no SIGPIPE when the peer is gone. Always set by this library's sends.</summary>
    NoSignal = 0x4000,

    /// <summary>MSG_MORE: more follows, hold a partial segment back.</summary>
    More = 0x8000,

    /// <summary>MSG_ZEROCOPY: send without copying.</summary>
    ZeroCopy = 0x4000000,

    /// <summary>MSG_FASTOPEN: send data with the SYN, tcp(7).</summary>
    FastOpen = 0x20000000,

    /// <summary>MSG_CMSG_CLOEXEC: received descriptors are close-on-exec.</summary>
    ControlCloseOnExec = 0x40000000,
}
