using static RawSockets.SocketOptionAccess;
using Kinds = RawSockets.SocketKinds;
using ValueKind = RawSockets.SocketOptionKind;

namespace RawSockets;

public sealed partial record SocketOption
{
    private static partial class Tables
    {
        // MPTCP, linux/mptcp.h
        private static SocketOption[] MptcpLevel() =>
        [
            new(
                "MptcpInfo", "MPTCP_INFO", Levels.Mptcp, 1, ValueKind.MptcpInfo, Read,
                "What the kernel knows of the connection's paths and sequence numbers.") { On = Kinds.Mptcp },
        ];
    }
}
