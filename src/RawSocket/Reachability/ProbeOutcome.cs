namespace RawSockets.Reachability;

/// <summary>What became of one attempt to reach an address.</summary>
public enum ProbeOutcome
{
    /// <summary>The host has no address of this family, or none was asked for.</summary>
    NoAddress = 0,

    /// <summary>TCP: the connection was made.</summary>
    Connected,

    /// <summary>UDP: a datagram came back.</summary>
    Answered,

    /// <summary>The address is reachable and refused: nothing is there at this port, or a firewall rejects it.</summary>
    Refused,

    /// <summary>The network or the host cannot be reached: there is no route, or a router or the last hop said so.</summary>
    Unreachable,

    /// <summary>TCP: there was no answer in time.</summary>
    TimedOut,

    /// <summary>UDP: nothing came back in time. The port may be open, or the datagram lost, or dropped by a firewall; UDP cannot tell.</summary>
    NoAnswer,

    /// <summary>A call failed for another reason, which the error tells.</summary>
    Failed,
}
