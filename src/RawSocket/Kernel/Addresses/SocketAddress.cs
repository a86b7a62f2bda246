using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>The kernel's struct sockaddr to and from endpoints, with one file for each family.</summary>
internal static partial class SocketAddress
{
    /// <summary>sizeof(struct sockaddr_storage): room for every family.</summary>
    internal const int MaxLength = 128;

    internal static AddressFamily FamilyOf(ReadOnlySpan<byte> address) =>
        address.Length < FamilyLength ? AddressFamily.Unspec : (AddressFamily)MemoryMarshal.Read<ushort>(address);

    private const int FamilyLength = sizeof(ushort);

    /// <summary>The family that an endpoint belongs to.</summary>
    internal static AddressFamily FamilyOf(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } => AddressFamily.Inet,
        IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => AddressFamily.Inet6,
        UnixEndPoint => AddressFamily.Unix,
        VsockEndPoint => AddressFamily.Vsock,
        NetlinkEndPoint => AddressFamily.Netlink,
        PacketEndPoint => AddressFamily.Packet,
        _ => AddressFamily.Unspec,
    };

    /// <returns>How many bytes of <paramref name="destination"/> the address takes.</returns>
    /// <exception cref="ArgumentException">The endpoint belongs to no family that is known here.</exception>
    internal static int Write(EndPoint endPoint, Span<byte> destination)
    {
        destination.Clear();
        MemoryMarshal.Write(destination, (ushort)FamilyOf(endPoint));
        return endPoint switch
        {
            IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } inet => WriteInet(inet, destination),
            IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } inet6 => WriteInet6(inet6, destination),
            UnixEndPoint unix => WriteUnix(unix, destination),
            VsockEndPoint vsock => WriteVsock(vsock, destination),
            NetlinkEndPoint netlink => WriteNetlink(netlink, destination),
            PacketEndPoint packet => WritePacket(packet, destination),
            _ => throw new ArgumentException($"'{endPoint}' is of no known address family.", nameof(endPoint)),
        };
    }

    /// <returns>The endpoint, or null when the kernel gave no address or one that is too short for its family.</returns>
    internal static EndPoint? Read(ReadOnlySpan<byte> address) => FamilyOf(address) switch
    {
        AddressFamily.Inet when address.Length >= InetLength => ReadInet(address),
        AddressFamily.Inet6 when address.Length >= Inet6Length => ReadInet6(address),
        AddressFamily.Unix => ReadUnix(address),
        AddressFamily.Vsock when address.Length >= VsockLength => ReadVsock(address),
        AddressFamily.Netlink when address.Length >= NetlinkLength => ReadNetlink(address),
        AddressFamily.Packet when address.Length >= PacketLength => ReadPacket(address),
        _ => null,
    };
}
