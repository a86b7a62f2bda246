using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>
/// The kernel's struct sockaddr, ip(7) and ipv6(7), to and from endpoints. The family is in the machine's byte order, ports and
/// addresses in the network's, the scope id in the machine's.
/// </summary>
internal static class SocketAddress
{
    /// <summary>sizeof(struct sockaddr_storage): room for every family.</summary>
    internal const int MaxLength = 128;

    private const int InetLength = 16;
    private const int Inet6Length = 28;

    internal static AddressFamily FamilyOf(ReadOnlySpan<byte> address) =>
        address.Length < 2 ? AddressFamily.Unspec : (AddressFamily)MemoryMarshal.Read<ushort>(address);

    /// <summary>The family that an endpoint belongs to.</summary>
    internal static AddressFamily FamilyOf(EndPoint endPoint) => endPoint switch
    {
        IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } => AddressFamily.Inet,
        IPEndPoint { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => AddressFamily.Inet6,
        _ => AddressFamily.Unspec,
    };

    /// <returns>How many bytes of <paramref name="destination"/> the address takes.</returns>
    /// <exception cref="ArgumentException">The endpoint belongs to no family that is known here.</exception>
    internal static int Write(EndPoint endPoint, Span<byte> destination)
    {
        destination.Clear();
        switch (FamilyOf(endPoint))
        {
            case AddressFamily.Inet:
                WriteInet((IPEndPoint)endPoint, destination);
                return InetLength;
            case AddressFamily.Inet6:
                WriteInet6((IPEndPoint)endPoint, destination);
                return Inet6Length;
            default:
                throw new ArgumentException($"'{endPoint}' is of no known address family.", nameof(endPoint));
        }
    }

    /// <returns>The endpoint, or null when the kernel gave no address or one that is too short for its family.</returns>
    internal static EndPoint? Read(ReadOnlySpan<byte> address) => FamilyOf(address) switch
    {
        AddressFamily.Inet when address.Length >= InetLength => ReadInet(address),
        AddressFamily.Inet6 when address.Length >= Inet6Length => ReadInet6(address),
        _ => null,
    };

    private static void WriteInet(IPEndPoint endPoint, Span<byte> destination)
    {
        MemoryMarshal.Write(destination, (ushort)AddressFamily.Inet);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(destination[4..8], out _);
    }

    private static void WriteInet6(IPEndPoint endPoint, Span<byte> destination)
    {
        MemoryMarshal.Write(destination, (ushort)AddressFamily.Inet6);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(destination[8..24], out _);
        MemoryMarshal.Write(destination[24..], (uint)endPoint.Address.ScopeId);
    }

    private static IPEndPoint ReadInet(ReadOnlySpan<byte> address) =>
        new(new IPAddress(address[4..8]), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));

    private static IPEndPoint ReadInet6(ReadOnlySpan<byte> address) =>
        new(new IPAddress(address[8..24], MemoryMarshal.Read<uint>(address[24..])), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
}
