namespace RawSockets.Diagnostics;

/// <summary>A set of socket states, as the kernel's request takes it.</summary>
[Flags]
public enum TcpStates
{
    /// <summary>No state.</summary>
    None = 0,

    /// <summary><see cref="TcpState.Established"/></summary>
    Established = 1 << TcpState.Established,

    /// <summary><see cref="TcpState.SynSent"/></summary>
    SynSent = 1 << TcpState.SynSent,

    /// <summary><see cref="TcpState.SynReceived"/></summary>
    SynReceived = 1 << TcpState.SynReceived,

    /// <summary><see cref="TcpState.FinWait1"/></summary>
    FinWait1 = 1 << TcpState.FinWait1,

    /// <summary><see cref="TcpState.FinWait2"/></summary>
    FinWait2 = 1 << TcpState.FinWait2,

    /// <summary><see cref="TcpState.TimeWait"/></summary>
    TimeWait = 1 << TcpState.TimeWait,

    /// <summary><see cref="TcpState.Closed"/></summary>
    Closed = 1 << TcpState.Closed,

    /// <summary><see cref="TcpState.CloseWait"/></summary>
    CloseWait = 1 << TcpState.CloseWait,

    /// <summary><see cref="TcpState.LastAck"/></summary>
    LastAck = 1 << TcpState.LastAck,

    /// <summary><see cref="TcpState.Listen"/></summary>
    Listen = 1 << TcpState.Listen,

    /// <summary><see cref="TcpState.Closing"/></summary>
    Closing = 1 << TcpState.Closing,

    /// <summary>
    /// Stream sockets that are bound and neither listen nor are connected, which the kernel lists since 6.8 and only when asked for by
    /// this; their state is <see cref="TcpState.Closed"/>.
    /// </summary>
    Bound = 1 << 13,

    /// <summary>All states that ss(8) shows.</summary>
    Listed = (1 << 12) - 2,

    /// <summary>All, sockets that are only bound included.</summary>
    All = Listed | Bound,
}
