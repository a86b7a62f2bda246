namespace RawSockets;

/// <summary>How a socket finds the largest packet that its path takes, IP_MTU_DISCOVER in ip(7). The values are the kernel's.</summary>
public enum PathMtuDiscovery
{
    /// <summary>IP_PMTUDISC_DONT: never; packets may be fragmented on their way.</summary>
    Dont = 0,

    /// <summary>IP_PMTUDISC_WANT: as the route says.</summary>
    Want = 1,

    /// <summary>IP_PMTUDISC_DO: always; a datagram that is larger than the path takes fails with EMSGSIZE.</summary>
    Do = 2,

    /// <summary>IP_PMTUDISC_PROBE: never fragment, and ignore what is known of the path.</summary>
    Probe = 3,

    /// <summary>IP_PMTUDISC_INTERFACE: use the interface's MTU and ignore what routers say.</summary>
    Interface = 4,

    /// <summary>IP_PMTUDISC_OMIT: as Interface, but fragment when it must be.</summary>
    Omit = 5,
}
