using System.Globalization;
using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of socket options and their values.</summary>
internal static partial class Notation
{
    internal static string OptionLevel(int level) => level switch
    {
        0 => "SOL_IP",
        1 => "SOL_SOCKET",
        6 => "SOL_TCP",
        17 => "SOL_UDP",
        41 => "SOL_IPV6",
        136 => "SOL_UDPLITE",
        255 => "SOL_RAW",
        263 => "SOL_PACKET",
        270 => "SOL_NETLINK",
        284 => "SOL_MPTCP",
        287 => "SOL_VSOCK",
        _ => string.Create(CultureInfo.InvariantCulture, $"{level} /* SOL_??? */"),
    };

    internal static string OptionName(int level, int option) =>
        SocketOption.Find(level, option)?.StraceName ?? string.Create(CultureInfo.InvariantCulture, $"{option} /* ??? */");

    internal static string OptionValue(int level, int option, ReadOnlySpan<byte> value)
    {
        switch (SocketOption.Find(level, option)?.Kind)
        {
            case SocketOptionKind.Linger when value.Length == 8:
                return $"{{l_onoff={Int(value)}, l_linger={Int(value[4..])}}}";
            case SocketOptionKind.TimeVal when value.Length == 16:
                return $"{{tv_sec={MemoryMarshal.Read<long>(value)}, tv_usec={MemoryMarshal.Read<long>(value[8..])}}}";
            case SocketOptionKind.Text or SocketOptionKind.Bytes:
                return Data(value);
            case null when value.Length != 4:
                return Data(value);
            default:
                return value.Length == 4 ? $"[{Int(value)}]" : Data(value);
        }
    }

    private static int Int(ReadOnlySpan<byte> value) => MemoryMarshal.Read<int>(value);
}
