namespace RawSockets;

/// <summary>Which moment of a send a timestamp is of. The values are the kernel's, SCM_TSTAMP_*.</summary>
public enum TransmitTimestamp
{
    /// <summary>SCM_TSTAMP_SND: the driver, or the network card, has it.</summary>
    Sent = 0,

    /// <summary>SCM_TSTAMP_SCHED: it entered the packet scheduler.</summary>
    Scheduled = 1,

    /// <summary>SCM_TSTAMP_ACK: the peer acknowledged all of it.</summary>
    Acknowledged = 2,

    /// <summary>SCM_TSTAMP_COMPLETION: the network card says that it is done.</summary>
    Completed = 3,
}
