using System.Net;
using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>An entry of a socket's error queue, ip(7) IP_RECVERR: an error that came back from the network for a datagram sent earlier.</summary>
/// <param name="Errno">The error.</param>
/// <param name="Origin">Who reported it: 1 this machine, 2 ICMP, 3 ICMPv6.</param>
/// <param name="Type">The ICMP type.</param>
/// <param name="Code">The ICMP code.</param>
/// <param name="Offender">The machine that reported it, where known.</param>
internal sealed record ExtendedError(Errno Errno, byte Origin, byte Type, byte Code, IPAddress? Offender)
{
    private const int Length = 16;
    private const int ReceiveError = 11;
    private const int ReceiveError6 = 25;

    internal static ExtendedError? Read(ReadOnlySpan<byte> control)
    {
        foreach (ControlMessage message in new ControlMessages(control))
        {
            bool isError = (message.Level, message.Type) is (SocketOption.Levels.IP, ReceiveError) or (SocketOption.Levels.IPv6, ReceiveError6);
            if (isError && message.Data.Length >= Length)
            {
                // struct sock_extended_err, followed by the offender's address.
                ReadOnlySpan<byte> value = message.Data;
                IPAddress? offender = (SocketAddress.Read(value[Length..]) as IPEndPoint)?.Address;
                return new ExtendedError(new Errno(MemoryMarshal.Read<int>(value)), value[4], value[5], value[6], offender);
            }
        }

        return null;
    }

    internal string Describe() => Origin switch
    {
        1 => "this machine reported it for a datagram sent earlier",
        _ => $"{Offender?.ToString() ?? "the network"} reported it for a datagram sent earlier (ICMP type {Type}, code {Code})",
    };
}
