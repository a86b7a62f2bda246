namespace RawSockets;

/// <summary>What was agreed when the connection was made, tcpi_options. The values are the kernel's.</summary>
[Flags]
public enum TcpInfoOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Timestamps.</summary>
    Timestamps = 1,

    /// <summary>Selective acknowledgements.</summary>
    SelectiveAck = 2,

    /// <summary>Window scaling.</summary>
    WindowScale = 4,

    /// <summary>Explicit congestion notification.</summary>
    Ecn = 8,

    /// <summary>A packet with congestion notification has come.</summary>
    EcnSeen = 16,

    /// <summary>The data in the SYN was acknowledged (Fast Open).</summary>
    SynData = 32,

    /// <summary>Timestamps count microseconds.</summary>
    MicrosecondTimestamps = 64,

    /// <summary>The connection was made by Fast Open.</summary>
    FastOpenChild = 128,
}
