namespace RawSockets;

/// <summary>SO_TIMESTAMPING's value: which times are taken, and how they are reported. The values are the kernel's.</summary>
[Flags]
public enum TimestampingFlags
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Take the time when the adapter sends.</summary>
    TransmitHardware = 1 << 0,

    /// <summary>Take the time when data leaves the kernel.</summary>
    TransmitSoftware = 1 << 1,

    /// <summary>Take the time when the adapter receives.</summary>
    ReceiveHardware = 1 << 2,

    /// <summary>Take the time when data enters the kernel.</summary>
    ReceiveSoftware = 1 << 3,

    /// <summary>Report the kernel's times.</summary>
    Software = 1 << 4,

    /// <summary>Obsolete; ignored.</summary>
    SystemHardware = 1 << 5,

    /// <summary>Report the adapter's times.</summary>
    RawHardware = 1 << 6,

    /// <summary>Number what is sent, so that times can be matched with it.</summary>
    Id = 1 << 7,

    /// <summary>Take the time before the packet scheduler.</summary>
    TransmitScheduled = 1 << 8,

    /// <summary>Take the time when all data was acknowledged.</summary>
    TransmitAcknowledged = 1 << 9,

    /// <summary>Add the packet info to times of sending.</summary>
    ControlMessage = 1 << 10,

    /// <summary>Return times of sending without the data.</summary>
    TimestampOnly = 1 << 11,

    /// <summary>Add statistics of the connection; with TimestampOnly.</summary>
    Statistics = 1 << 12,

    /// <summary>Add the receiving interface and length to times of the adapter.</summary>
    PacketInfo = 1 << 13,

    /// <summary>Report both times of sending, the kernel's and the adapter's.</summary>
    TransmitBoth = 1 << 14,

    /// <summary>Use the clock that was bound to the socket.</summary>
    BindClock = 1 << 15,

    /// <summary>Number by bytes written, also on a connection; with Id.</summary>
    IdTcp = 1 << 16,

    /// <summary>Report times of receiving only when this socket asked for them.</summary>
    ReceiveFilter = 1 << 17,

    /// <summary>Take the time when the transmission is reported complete.</summary>
    TransmitCompletion = 1 << 18,
}
