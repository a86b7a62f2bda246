using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <content>
/// struct sockaddr_in and sockaddr_in6, ip(7) and ipv6(7): ports and addresses in the network's byte order, the scope id in the
/// machine's.
/// </content>
internal static partial class SocketAddress
{
    private const int InetLength = 16;
    private const int Inet6Length = 28;

    private static int WriteInet(IPEndPoint endPoint, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(destination[4..8], out _);
        return InetLength;
    }

    private static int WriteInet6(IPEndPoint endPoint, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)endPoint.Port);
        endPoint.Address.TryWriteBytes(destination[8..24], out _);
        MemoryMarshal.Write(destination[24..], (uint)endPoint.Address.ScopeId);
        return Inet6Length;
    }

    private static IPEndPoint ReadInet(ReadOnlySpan<byte> address) =>
        new(new IPAddress(address[4..8]), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));

    private static IPEndPoint ReadInet6(ReadOnlySpan<byte> address) =>
        new(new IPAddress(address[8..24], MemoryMarshal.Read<uint>(address[24..])), BinaryPrimitives.ReadUInt16BigEndian(address[2..]));
}
