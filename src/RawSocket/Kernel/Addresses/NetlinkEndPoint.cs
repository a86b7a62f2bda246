using System.Globalization;
using System.Net;

namespace RawSockets;

/// <summary>The address of a netlink socket, netlink(7): a port id (0 is the kernel) and multicast groups as bits.</summary>
public sealed class NetlinkEndPoint : EndPoint, IEquatable<NetlinkEndPoint>
{
    /// <summary>Makes an address.</summary>
    /// <param name="portId">The port id; 0 is the kernel, or to be chosen by it at bind(2).</param>
    /// <param name="groups">The multicast groups, a bit for each.</param>
    public NetlinkEndPoint(uint portId, uint groups)
    {
        PortId = portId;
        Groups = groups;
    }

    /// <summary>The port id, nl_pid.</summary>
    public uint PortId { get; }

    /// <summary>The multicast groups, nl_groups.</summary>
    public uint Groups { get; }

    /// <inheritdoc/>
    public override System.Net.Sockets.AddressFamily AddressFamily => System.Net.Sockets.AddressFamily.Unknown;

    /// <inheritdoc/>
    public bool Equals(NetlinkEndPoint? other) => other is not null && PortId == other.PortId && Groups == other.Groups;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetlinkEndPoint);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PortId, Groups);

    /// <summary>Gives netlink:portid:groups, the groups in hexadecimal.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"netlink:{PortId}:0x{Groups:x}");
}
