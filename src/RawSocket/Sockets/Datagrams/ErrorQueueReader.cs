using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>Makes an entry of the error queue of what recvmsg(2) gave with MSG_ERRQUEUE.</summary>
internal static class ErrorQueueReader
{
    // struct sock_extended_err, followed by the offender's address.
    private const int Length = 16;
    private const int ReceiveError = 11;
    private const int ReceiveError6 = 25;
    private const int PacketTransmitTimestamp = 16;
    private const int VsockReceiveError = 1;
    private const int VsockLevel = 287;

    // SCM_TIMESTAMPING: three times, of which the second is not used any more.
    private const int Timestamping = 37;
    private const int TimestampingNew = 65;
    private const int TimeLength = 16;

    internal static ErrorQueueEntry? Read(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control)
    {
        ReadOnlySpan<byte> error = default;
        DateTimeOffset? time = null;
        DateTimeOffset? hardware = null;
        foreach (ControlMessage message in new ControlMessages(control))
        {
            ReadOnlySpan<byte> value = message.Data;
            switch (message.Level, message.Type)
            {
                case (SocketOption.Levels.IP, ReceiveError) or (SocketOption.Levels.IPv6, ReceiveError6)
                    or (SocketOption.Levels.Packet, PacketTransmitTimestamp) or (VsockLevel, VsockReceiveError) when value.Length >= Length:
                    error = value;
                    break;
                case (SocketOption.Levels.Socket, Timestamping or TimestampingNew) when value.Length >= 3 * TimeLength:
                    time = AncillaryTime.Read(value);
                    hardware = AncillaryTime.Read(value[(2 * TimeLength)..]);
                    break;
                default:
                    break;
            }
        }

        return error.IsEmpty
            ? null
            : new ErrorQueueEntry((ErrorQueueOrigin)error[4], new Errno(MemoryMarshal.Read<int>(error)))
            {
                Type = error[5],
                Code = error[6],
                Info = MemoryMarshal.Read<uint>(error[8..]),
                Value = MemoryMarshal.Read<uint>(error[12..]),
                Offender = (SocketAddress.Read(error[Length..]) as IPEndPoint)?.Address,
                RemoteEndPoint = SocketAddress.Read(name),
                Time = time,
                HardwareTime = hardware,
                Data = data.ToArray(),
            };
    }
}
