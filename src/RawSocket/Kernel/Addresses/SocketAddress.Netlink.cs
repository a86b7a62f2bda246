using System.Runtime.InteropServices;

namespace RawSockets;

/// <content>struct sockaddr_nl, netlink(7): two bytes of padding, port id and groups, all in the machine's byte order</content>
internal static partial class SocketAddress
{
    private const int NetlinkLength = 12;

    private static int WriteNetlink(NetlinkEndPoint endPoint, Span<byte> destination)
    {
        MemoryMarshal.Write(destination[4..], endPoint.PortId);
        MemoryMarshal.Write(destination[8..], endPoint.Groups);
        return NetlinkLength;
    }

    private static NetlinkEndPoint ReadNetlink(ReadOnlySpan<byte> address) =>
        new(MemoryMarshal.Read<uint>(address[4..]), MemoryMarshal.Read<uint>(address[8..]));
}
