using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // raw(7) and icmp(7)
        private static SocketOption[] RawLevel() =>
        [
            new(
                "IcmpFilter", "ICMP_FILTER", Levels.Raw, 1, ValueKind.Unsigned, ReadWrite,
                "The ICMP types that are not received, one bit for each: bit 0 is the echo reply.") { On = Kinds.RawIcmp4 },
            new(
                "Icmpv6Filter", "ICMPV6_FILTER", Levels.IcmpV6, 1, ValueKind.Bytes, ReadWrite,
                "The ICMPv6 types that are not received, one bit for each of 256.") { On = Kinds.RawIcmp6 },
        ];
    }
}
