namespace RawSockets;

/// <summary>SO_BUF_LOCK's value, socket(7): the buffers whose size the kernel leaves alone.</summary>
[Flags]
public enum BufferLocks
{
    /// <summary>Both are tuned by the kernel.</summary>
    None = 0,

    /// <summary>SOCK_SNDBUF_LOCK: the send buffer; setting its size sets this.</summary>
    Send = 1,

    /// <summary>SOCK_RCVBUF_LOCK: the receive buffer; setting its size sets this.</summary>
    Receive = 2,
}
