namespace RawSockets;

/// <summary>IP_LOCAL_PORT_RANGE's value, ip(7): the ports from which the kernel chooses one for this socket.</summary>
/// <param name="First">The lowest port; 0 for the one of /proc/sys/net/ipv4/ip_local_port_range.</param>
/// <param name="Last">The highest port; 0 for the one of /proc/sys/net/ipv4/ip_local_port_range.</param>
public sealed record PortRange(int First, int Last)
{
    /// <inheritdoc/>
    public override string ToString() => First == 0 && Last == 0 ? "default" : $"{First}-{Last}";
}
