namespace RawSockets.Diagnostics;

/// <summary>What a TCP socket's timer runs for. The values are the kernel's.</summary>
public enum SocketTimer
{
    /// <summary>No timer runs.</summary>
    None = 0,

    /// <summary>Data or a FIN is sent again when it ends.</summary>
    Retransmit = 1,

    /// <summary>An idle peer is probed when it ends (SO_KEEPALIVE), or a FIN_WAIT2 connection given up.</summary>
    KeepAlive = 2,

    /// <summary>The address pair is free again when it ends.</summary>
    TimeWait = 3,

    /// <summary>A peer that has no room is probed when it ends.</summary>
    ZeroWindowProbe = 4,
}
