using System.Runtime.InteropServices;

namespace RawSockets;

/// <content>struct sockaddr_vm, vsock(7): two reserved bytes, port and machine, all in the machine's byte order</content>
internal static partial class SocketAddress
{
    private const int VsockLength = 16;

    private static int WriteVsock(VsockEndPoint endPoint, Span<byte> destination)
    {
        MemoryMarshal.Write(destination[4..], endPoint.Port);
        MemoryMarshal.Write(destination[8..], endPoint.Cid);
        return VsockLength;
    }

    private static VsockEndPoint ReadVsock(ReadOnlySpan<byte> address) =>
        new(MemoryMarshal.Read<uint>(address[8..]), MemoryMarshal.Read<uint>(address[4..]));
}
