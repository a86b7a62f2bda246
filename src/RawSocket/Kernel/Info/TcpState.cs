namespace RawSockets.Diagnostics;

/// <summary>The states of RFC 9293, with the kernel's numbers. Sockets of other protocols are established or closed.</summary>
public enum TcpState
{
    /// <summary>None that is known.</summary>
    Unknown = 0,

    /// <summary>Connected; a datagram socket that has a peer.</summary>
    Established = 1,

    /// <summary>connect(2) is waiting for the answer.</summary>
    SynSent = 2,

    /// <summary>A client asked for a connection that is not complete yet.</summary>
    SynReceived = 3,

    /// <summary>This side closed, and the peer has not acknowledged it yet.</summary>
    FinWait1 = 4,

    /// <summary>This side closed, the peer acknowledged it and has not closed its own side yet.</summary>
    FinWait2 = 5,

    /// <summary>Both sides closed, this one first; the address pair is kept for a minute, so that late packets find no new connection.</summary>
    TimeWait = 6,

    /// <summary>Neither connected nor listening: a bound datagram socket, or a stream socket that is only bound.</summary>
    Closed = 7,

    /// <summary>The peer closed, and the program on this side has not closed the socket yet.</summary>
    CloseWait = 8,

    /// <summary>The peer closed first, this side too, and its last acknowledgement is awaited.</summary>
    LastAck = 9,

    /// <summary>Waits for connections.</summary>
    Listen = 10,

    /// <summary>Both sides closed at the same time.</summary>
    Closing = 11,

    /// <summary>A client asked for a connection that the kernel has made no socket of yet.</summary>
    NewSynReceived = 12,
}
