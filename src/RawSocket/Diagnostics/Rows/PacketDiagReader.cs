using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of packet sockets: struct packet_diag_msg and the attributes behind it.</summary>
internal static class PacketDiagReader
{
    internal static DiagRowReader<SocketState> For(SocketStateReader reader) => body =>
    {
        PacketDiagMessage row = DiagRow.Header<PacketDiagMessage>(body, out NetlinkAttributes attributes);
        DiagRow.ExpectFamily(row.Family, AddressFamily.Packet);
        PacketSocketState state = new(reader, (SocketType)row.Type, row.Protocol, row.Inode, ((ulong)row.CookieHigh << 32) | row.CookieLow);
        while (attributes.MoveNext())
        {
            switch (attributes.Type)
            {
                case PacketDiagMessage.InfoAttribute:
                    // The interface's index is the first field of struct packet_diag_info.
                    state.Interface = attributes.Read<int>();
                    break;
                case PacketDiagMessage.UserIdAttribute:
                    state.User = attributes.Read<uint>();
                    break;
                case PacketDiagMessage.MemoryAttribute:
                    state.MemoryBytes = attributes.Value.ToArray();
                    break;
            }
        }

        return state;
    };
}
