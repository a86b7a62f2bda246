namespace RawSockets;

/// <summary>What TCP thinks of the path, tcpi_ca_state. The values are the kernel's.</summary>
public enum TcpCongestionState
{
    /// <summary>Nothing is wrong.</summary>
    Open = 0,

    /// <summary>Acknowledgements came out of order or twice.</summary>
    Disorder = 1,

    /// <summary>The window is being reduced, as after a congestion notification.</summary>
    WindowReduced = 2,

    /// <summary>Lost packets are sent again, fast.</summary>
    Recovery = 3,

    /// <summary>Lost packets are sent again after a timeout.</summary>
    Loss = 4,
}
