using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace RawSockets;

/// <summary>How long a message was, and whether there was room for all of it (MSG_TRUNC), which not every protocol tells by the length.</summary>
internal readonly record struct ReceivedLength(int Bytes, bool IsCut);

/// <summary>Makes a datagram of what recvmsg(2) gave.</summary>
internal static class DatagramReader
{
    private const int TimestampNanoseconds = 35;
    private const int Credentials = 2;
    private const int PacketInfo = 8;
    private const int TimeToLive = 2;
    private const int PacketInfo6 = 50;
    private const int HopLimit = 52;
    private const int TypeOfService = 1;
    private const int TrafficClass = 67;
    private const int OriginalDestination = 20;
    private const int OriginalDestination6 = 74;
    private const int ReceiveOffload = 104;

    internal static Datagram Read(ReadOnlySpan<byte> data, ReceivedLength length, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control, Encoding encoding)
    {
        IPAddress? localAddress = null;
        int interfaceIndex = 0;
        int? timeToLive = null;
        int? service = null;
        int? segment = null;
        EndPoint? destination = null;
        DateTimeOffset? time = null;
        PeerCredentials? credentials = null;
        foreach (ControlMessage message in new ControlMessages(control))
        {
            ReadOnlySpan<byte> value = message.Data;
            switch (message.Level, message.Type)
            {
                case (SocketOption.Levels.Socket, TimestampNanoseconds) when value.Length >= 16:
                    time = AncillaryTime.Read(value);
                    break;
                case (SocketOption.Levels.Socket, Credentials):
                    credentials = PeerCredentials.Read(value);
                    break;
                case (SocketOption.Levels.IP, PacketInfo) when value.Length >= 12:
                    // struct in_pktinfo: interface, local address to answer from, address in the header.
                    interfaceIndex = MemoryMarshal.Read<int>(value);
                    localAddress = new IPAddress(value[8..12]);
                    break;
                case (SocketOption.Levels.IPv6, PacketInfo6) when value.Length >= 20:
                    localAddress = new IPAddress(value[..16]);
                    interfaceIndex = MemoryMarshal.Read<int>(value[16..]);
                    break;
                case (SocketOption.Levels.IP, TimeToLive) or (SocketOption.Levels.IPv6, HopLimit) when value.Length >= sizeof(int):
                    timeToLive = MemoryMarshal.Read<int>(value);
                    break;
                case (SocketOption.Levels.IP, TypeOfService) when value.Length >= 1:
                    service = value[0];
                    break;
                case (SocketOption.Levels.IPv6, TrafficClass) when value.Length >= sizeof(int):
                    service = MemoryMarshal.Read<int>(value);
                    break;
                case (SocketOption.Levels.IP, OriginalDestination) or (SocketOption.Levels.IPv6, OriginalDestination6):
                    destination = SocketAddress.Read(value);
                    break;
                case (SocketOption.Levels.Udp, ReceiveOffload) when value.Length >= sizeof(int):
                    segment = MemoryMarshal.Read<int>(value);
                    break;
                default:
                    break;
            }
        }

        return new Datagram(data.ToArray(), SocketAddress.Read(name), length.Bytes)
        {
            Truncated = length.IsCut,
            LocalAddress = localAddress,
            InterfaceIndex = interfaceIndex,
            TimeToLive = timeToLive,
            TypeOfService = service,
            SegmentSize = segment,
            OriginalDestination = destination,
            ReceiveTime = time,
            Credentials = credentials,
            Encoding = encoding,
        };
    }
}
