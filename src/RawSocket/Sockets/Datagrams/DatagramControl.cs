using System.Net;

namespace RawSockets;

/// <summary>Ancillary data to send with a datagram, cmsg(3): what an option would set for all of them, for this one alone.</summary>
public sealed class DatagramControl
{
    private const int PacketInfo = 8;
    private const int PacketInfo6 = 50;
    private const int TimeToLive4 = 2;
    private const int HopLimit = 52;
    private const int TypeOfService4 = 1;
    private const int TrafficClass = 67;
    private const int Segment = 103;
    private const int TransmitTimeNumber = 61;
    private const int MarkNumber = 36;

    /// <summary>The time-to-live of IPv4, or the hop limit of IPv6 (IP_TTL, IPV6_HOPLIMIT).</summary>
    public int? TimeToLive { get; set; }

    /// <summary>The type of service of IPv4, or the traffic class of IPv6 (IP_TOS, IPV6_TCLASS).</summary>
    public int? TypeOfService { get; set; }

    /// <summary>The address of this machine that it is sent from (IP_PKTINFO, IPV6_PKTINFO).</summary>
    public IPAddress? LocalAddress { get; set; }

    /// <summary>The index of the interface that it leaves by (IP_PKTINFO, IPV6_PKTINFO).</summary>
    public int? InterfaceIndex { get; set; }

    /// <summary>The bytes are cut into datagrams of this size (UDP_SEGMENT).</summary>
    public int? SegmentSize { get; set; }

    /// <summary>When it is to leave, in nanoseconds of the clock that the option TransmitTime names (SCM_TXTIME).</summary>
    public long? TransmitTime { get; set; }

    /// <summary>The mark for firewall and routing (SO_MARK), which takes CAP_NET_ADMIN or CAP_NET_RAW.</summary>
    public long? Mark { get; set; }

    /// <exception cref="ArgumentException">A value does not fit, or is not for such a socket.</exception>
    internal byte[] Encode(AddressFamily family)
    {
        bool isSix = family == AddressFamily.Inet6;
        List<byte> control = [];
        if (TimeToLive is { } hops)
        {
            RequireInternet(nameof(TimeToLive), family);
            Add(control, isSix ? SocketOption.Levels.IPv6 : SocketOption.Levels.IP, isSix ? HopLimit : TimeToLive4, BitConverter.GetBytes(hops));
        }

        if (TypeOfService is { } service)
        {
            RequireInternet(nameof(TypeOfService), family);
            Add(control, isSix ? SocketOption.Levels.IPv6 : SocketOption.Levels.IP, isSix ? TrafficClass : TypeOfService4, BitConverter.GetBytes(service));
        }

        if (LocalAddress is not null || InterfaceIndex is not null)
        {
            RequireInternet(nameof(LocalAddress), family);
            Add(control, isSix ? SocketOption.Levels.IPv6 : SocketOption.Levels.IP, isSix ? PacketInfo6 : PacketInfo, Source(isSix));
        }

        if (SegmentSize is { } size)
        {
            ushort fits = size is >= 0 and <= ushort.MaxValue ? (ushort)size : throw new ArgumentException($"{nameof(SegmentSize)}: {size} is not 0 to {ushort.MaxValue}.");
            Add(control, SocketOption.Levels.Udp, Segment, BitConverter.GetBytes(fits));
        }

        if (TransmitTime is { } time)
        {
            Add(control, SocketOption.Levels.Socket, TransmitTimeNumber, BitConverter.GetBytes(time));
        }

        if (Mark is { } mark)
        {
            uint fits = mark is >= 0 and <= uint.MaxValue ? (uint)mark : throw new ArgumentException($"{nameof(Mark)}: {mark} is not 0 to {uint.MaxValue}.");
            Add(control, SocketOption.Levels.Socket, MarkNumber, BitConverter.GetBytes(fits));
        }

        return [.. control];
    }

    // struct in_pktinfo: interface, address to send from, and one that only a receive fills; struct in6_pktinfo: address, interface.
    private byte[] Source(bool isSix)
    {
        int length = isSix ? 16 : 4;
        byte[] address = LocalAddress?.GetAddressBytes() ?? new byte[length];
        if (address.Length != length)
        {
            throw new ArgumentException($"{nameof(LocalAddress)}: {LocalAddress} is of another family than the socket.");
        }

        byte[] index = BitConverter.GetBytes(InterfaceIndex ?? 0);
        return isSix ? [.. address, .. index] : [.. index, .. address, 0, 0, 0, 0];
    }

    private static void RequireInternet(string name, AddressFamily family)
    {
        if (family is not (AddressFamily.Inet or AddressFamily.Inet6))
        {
            throw new ArgumentException($"{name}: a socket of {family} sends no such thing.", name);
        }
    }

    private static void Add(List<byte> control, int level, int type, ReadOnlySpan<byte> data)
    {
        byte[] message = new byte[ControlMessages.Space(data.Length)];
        ControlMessages.Write(message, level, type, data);
        control.AddRange(message);
    }
}
