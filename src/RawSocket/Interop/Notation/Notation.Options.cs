using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Kind = RawSockets.SocketOptionKind;
using Levels = RawSockets.SocketOption.Levels;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of socket options and their values.</summary>
internal static partial class Notation
{
    private static readonly Dictionary<int, string> s_optionPrefixes = new()
    {
        [Levels.Socket] = "SO_",
        [Levels.IP] = "IP_",
        [Levels.IPv6] = "IPV6_",
        [Levels.Tcp] = "TCP_",
        [Levels.Udp] = "UDP_",
        [Levels.Raw] = "RAW_",
        [Levels.Packet] = "PACKET_",
        [Levels.Netlink] = "NETLINK_",
        [Levels.Vsock] = "SO_VM_",
    };

    private const int TransmitRehash = 74;

    internal static string OptionLevel(int level) => SocketOptionLevel.Find(level) ?? $"0x{level:x} /* SOL_?? */";

    internal static string OptionName(int level, int option, bool isRead)
    {
        // strace has no names at these two levels.
        if (level is Levels.UdpLite or Levels.IcmpV6)
        {
            return option.ToString(CultureInfo.InvariantCulture);
        }

        if (SocketOption.Find(level, option) is { } known)
        {
            return OptionName(known, isRead);
        }

        return s_optionPrefixes.TryGetValue(level, out string? prefix)
            ? $"0x{option:x} /* {prefix}??? */"
            : option.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A value that getsockopt(2) gave.</summary>
    internal static string OptionRead(int level, int option, ReadOnlySpan<byte> value) => SocketOption.Find(level, option)?.Kind switch
    {
        Kind.Filter => Pointer(value),
        Kind.Credentials when value.Length == 12 => $"{{pid={Int(value)}, uid={Int(value[4..])}, gid={Int(value[8..])}}}",
        Kind.Bits => Numbers(value),
        Kind.Errno when value.Length == sizeof(int) && Int(value) != 0 => $"[{new Errno(Int(value)).Name}]",
        Kind.PacketStatistics when value.Length == 8 => $"{{tp_packets={(uint)Int(value)}, tp_drops={(uint)Int(value[4..])}}}",
        var kind => OptionValue(level, option, kind, value),
    };

    /// <summary>A value that setsockopt(2) was given.</summary>
    internal static string OptionWritten(int level, int option, ReadOnlySpan<byte> value) => SocketOption.Find(level, option)?.Kind switch
    {
        // strace takes what it does not know for an int when it is as long as one, and so "reno".
        Kind.Text when value.Length == sizeof(int) && level == Levels.Tcp => $"[{Int(value)}]",
        _ when value.IsEmpty => Pointer(value),
        Kind.Filter => Pointer(value),
        Kind.Membership when value.Length >= 8 =>
            $"{{imr_multiaddr=inet_addr(\"{new IPAddress(value[..4])}\"), imr_interface=inet_addr(\"{new IPAddress(value[4..8])}\")}}",
        Kind.IPv6Membership or Kind.IPv6Anycast when value.Length >= 20 =>
            $"{{inet_pton(AF_INET6, \"{new IPAddress(value[..16])}\", &ipv6mr_multiaddr), ipv6mr_interface={InterfaceIndex(Int(value[16..]))}}}",
        Kind.GroupRequest when value.Length >= 8 + SocketAddress.MaxLength =>
            $"{{gr_interface={InterfaceIndex(Int(value))}, gr_group={Address(value[8..])}}}",
        Kind.PacketMembership when value.Length >= 16 => PacketRequest(value),
        var kind => OptionValue(level, option, kind, value),
    };

    private static string OptionValue(int level, int option, Kind? kind, ReadOnlySpan<byte> value) => kind switch
    {
        Kind.Linger when value.Length == 8 => $"{{l_onoff={Int(value)}, l_linger={Int(value[4..])}}}",
        Kind.Text => Data(value),
        Kind.Integer when level == Levels.Socket && option == TransmitRehash && value.Length == sizeof(int) => Rehash(Int(value)),
        Kind.Unsigned when level == Levels.Raw && option == 1 && value.Length == 4 => IcmpTypes((uint)Int(value)),

        // At the socket level strace shows a longer value by its first int where it knows that the option is one.
        Kind.Boolean or Kind.Integer or Kind.Timestamping when level == Levels.Socket && value.Length >= 4 => $"[{Int(value)}]",
        _ => value.Length == 4 ? $"[{Int(value)}]" : Data(value),
    };

    // strace tells the layouts of 32-bit and 64-bit times apart; on 64-bit machines they are the same.
    private static string OptionName(SocketOption option, bool isRead) => option.Constant switch
    {
        "SO_RCVTIMEO" or "SO_SNDTIMEO" or "SO_TIMESTAMP" or "SO_TIMESTAMPNS" or "SO_TIMESTAMPING" or "SO_VM_SOCKETS_CONNECT_TIMEOUT" =>
            option.Constant + "_OLD",
        "SO_ATTACH_FILTER" when isRead => "SO_GET_FILTER",
        "IP_RECVORIGDSTADDR" => "IP_ORIGDSTADDR",
        "IPV6_RECVORIGDSTADDR" => "IPV6_ORIGDSTADDR",
        _ => option.Constant,
    };

    private static string InterfaceIndex(int index) => index > 0 && InterfaceName.Of(index) is { } name
        ? $"if_nametoindex(\"{name}\")"
        : index.ToString(CultureInfo.InvariantCulture);

    private static string Rehash(int value) => value switch
    {
        0 => "[SOCK_TXREHASH_DISABLED]",
        1 => "[SOCK_TXREHASH_ENABLED]",
        255 => "[SOCK_TXREHASH_DEFAULT]",
        _ => $"[0x{value:x} /* SOCK_TXREHASH_??? */]",
    };

    private static string Numbers(ReadOnlySpan<byte> value) => $"[{string.Join(", ", MemoryMarshal.Cast<byte, uint>(value).ToArray())}]";

    private static int Int(ReadOnlySpan<byte> value) => MemoryMarshal.Read<int>(value);
}
