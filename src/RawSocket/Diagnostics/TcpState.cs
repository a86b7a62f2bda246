namespace RawSockets;

/// <summary>The states of a TCP connection, tcp(7). The values are the kernel's.</summary>
public enum TcpState
{
    /// <summary>None that is known.</summary>
    Unknown = 0,

    /// <summary>ESTABLISHED: data flows both ways.</summary>
    Established = 1,

    /// <summary>SYN_SENT: a connection was asked for.</summary>
    SynSent = 2,

    /// <summary>SYN_RECV: a connection was asked for by the peer.</summary>
    SynReceived = 3,

    /// <summary>FIN_WAIT1: this side ended sending.</summary>
    FinWait1 = 4,

    /// <summary>FIN_WAIT2: this side ended sending and the peer knows.</summary>
    FinWait2 = 5,

    /// <summary>TIME_WAIT: both ended; late packets are waited for.</summary>
    TimeWait = 6,

    /// <summary>CLOSE: no connection.</summary>
    Closed = 7,

    /// <summary>CLOSE_WAIT: the peer ended sending, this side has not closed.</summary>
    CloseWait = 8,

    /// <summary>LAST_ACK: both ended; the last acknowledgement is missing.</summary>
    LastAck = 9,

    /// <summary>LISTEN: waiting for connections.</summary>
    Listen = 10,

    /// <summary>CLOSING: both ended at once.</summary>
    Closing = 11,

    /// <summary>NEW_SYN_RECV: a connection that is not yet a socket.</summary>
    NewSynReceived = 12,
}
