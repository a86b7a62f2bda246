using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <content>struct sockaddr_ll, packet(7): the protocol in the network's byte order, the rest in the machine's</content>
internal static partial class SocketAddress
{
    private const int PacketLength = 12;
    private const int PacketFullLength = 20;

    private static int WritePacket(PacketEndPoint endPoint, Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], endPoint.Protocol);
        MemoryMarshal.Write(destination[4..], endPoint.InterfaceIndex);
        MemoryMarshal.Write(destination[8..], endPoint.HardwareType);
        destination[10] = endPoint.PacketType;
        destination[11] = (byte)endPoint.HardwareAddressBytes.Length;
        endPoint.HardwareAddressBytes.CopyTo(destination[PacketLength..]);
        return PacketFullLength;
    }

    private static PacketEndPoint ReadPacket(ReadOnlySpan<byte> address)
    {
        int length = Math.Min(Math.Min((int)address[11], PacketEndPoint.MaxHardwareAddress), address.Length - PacketLength);
        return new PacketEndPoint(
            BinaryPrimitives.ReadUInt16BigEndian(address[2..]),
            MemoryMarshal.Read<int>(address[4..]),
            address.Slice(PacketLength, length),
            MemoryMarshal.Read<ushort>(address[8..]),
            address[10]);
    }
}
