using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of netlink sockets: struct netlink_diag_msg and the attributes behind it.</summary>
internal static class NetlinkDiagReader
{
    internal static DiagRowReader<SocketState> For(SocketStateReader reader) => body =>
    {
        NetlinkDiagMessage row = DiagRow.Header<NetlinkDiagMessage>(body, out NetlinkAttributes attributes);
        DiagRow.ExpectFamily(row.Family, AddressFamily.Netlink);
        NetlinkSocketState state = new(reader, row);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case NetlinkDiagMessage.MemoryAttribute:
                    state.MemoryBytes = attributes.Value.ToArray();
                    break;
                case NetlinkDiagMessage.GroupsAttribute:
                    state.Groups = MemoryMarshal.Cast<byte, uint>(attributes.Value).ToArray();
                    break;
            }
        }

        return state;
    };
}
