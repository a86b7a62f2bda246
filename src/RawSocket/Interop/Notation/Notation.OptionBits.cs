using System.Globalization;
using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of the option values that are packed.</summary>
internal static partial class Notation
{
    private static readonly Dictionary<int, string> s_icmpTypes = new()
    {
        [0] = "ICMP_ECHOREPLY",
        [3] = "ICMP_DEST_UNREACH",
        [4] = "ICMP_SOURCE_QUENCH",
        [5] = "ICMP_REDIRECT",
        [8] = "ICMP_ECHO",
        [11] = "ICMP_TIME_EXCEEDED",
        [12] = "ICMP_PARAMETERPROB",
        [13] = "ICMP_TIMESTAMP",
        [14] = "ICMP_TIMESTAMPREPLY",
        [15] = "ICMP_INFO_REQUEST",
        [16] = "ICMP_INFO_REPLY",
        [17] = "ICMP_ADDRESS",
        [18] = "ICMP_ADDRESSREPLY",
    };

    private static readonly string[] s_packetMemberships =
        ["PACKET_MR_MULTICAST", "PACKET_MR_PROMISC", "PACKET_MR_ALLMULTI", "PACKET_MR_UNICAST"];

    // As strace does, the shorter of the set and its complement.
    private static string IcmpTypes(uint mask)
    {
        bool complement = uint.PopCount(mask) > 16;
        uint shown = complement ? ~mask : mask;
        List<string> names = [];
        for (int type = 0; type < 32; type++)
        {
            if ((shown & (1u << type)) != 0)
            {
                names.Add(s_icmpTypes.TryGetValue(type, out string? name) ? name : $"0x{type:x} /* ICMP_??? */");
            }
        }

        return $"{(complement ? "~" : "")}[{string.Join(' ', names)}]";
    }

    private static string PacketRequest(ReadOnlySpan<byte> value)
    {
        int type = MemoryMarshal.Read<ushort>(value[4..]);
        int length = MemoryMarshal.Read<ushort>(value[6..]);
        string name = type < s_packetMemberships.Length
            ? s_packetMemberships[type]
            : string.Create(CultureInfo.InvariantCulture, $"0x{type:x} /* PACKET_MR_??? */");
        byte[] address = value.Slice(8, Math.Min(length, 8)).ToArray();
        string bytes = string.Join(':', address.Select(static one => one.ToString("x2", CultureInfo.InvariantCulture)));
        return $"{{mr_ifindex={InterfaceIndex(MemoryMarshal.Read<int>(value))}, mr_type={name}, mr_alen={length}, mr_address={bytes}}}";
    }
}
