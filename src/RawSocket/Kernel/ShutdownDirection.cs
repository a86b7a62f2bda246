namespace RawSockets;

/// <summary>Which half of a connection shutdown(2) ends. The values are the kernel's.</summary>
public enum ShutdownDirection
{
    /// <summary>SHUT_RD: nothing more is received.</summary>
    Receive = 0,

    /// <summary>SHUT_WR: nothing more is sent; the peer sees the end of the stream.</summary>
    Send = 1,

    /// <summary>SHUT_RDWR: both.</summary>
    Both = 2,
}
