using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of Unix sockets: struct unix_diag_msg and the attributes behind it.</summary>
internal static class UnixDiagReader
{
    private const int MinorBits = 20;

    internal static DiagRowReader<SocketState> For(SocketStateReader reader) => body =>
    {
        UnixDiagMessage row = DiagRow.Header<UnixDiagMessage>(body, out NetlinkAttributes attributes);
        DiagRow.ExpectFamily(row.Family, AddressFamily.Unix);
        UnixSocketState state = new(reader, (SocketType)row.Type, (TcpState)row.State, row.Inode, ((ulong)row.CookieHigh << 32) | row.CookieLow);
        while (attributes.MoveNext())
        {
            Add(state, attributes);
        }

        return state;
    };

    private static void Add(UnixSocketState state, NetlinkAttributes attribute)
    {
        switch (attribute.Type)
        {
            case UnixDiagMessage.NameAttribute:
                state.SunPath = attribute.Value.ToArray();
                state.Name = Name(attribute.Value);
                break;
            case UnixDiagMessage.FileAttribute:
                UnixDiagFile file = attribute.Read<UnixDiagFile>();
                state.FileInode = file.Inode;
                state.FileDeviceMajor = file.Device >> MinorBits;
                state.FileDeviceMinor = file.Device & ((1u << MinorBits) - 1);
                break;
            case UnixDiagMessage.PeerAttribute:
                state.PeerInode = attribute.Read<uint>();
                break;
            case UnixDiagMessage.QueuesAttribute:
                UnixDiagQueues queues = attribute.Read<UnixDiagQueues>();
                state.Queues = (queues.Receive, queues.Send);
                break;
            case UnixDiagMessage.MemoryAttribute:
                state.MemoryBytes = attribute.Value.ToArray();
                break;
            case UnixDiagMessage.ShutdownAttribute:
                state.ShutdownBits = (SocketShutdown)attribute.Read<byte>();
                break;
            case UnixDiagMessage.UserIdAttribute:
                state.User = attribute.Read<uint>();
                break;
        }
    }

    private static string? Name(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return null;
        }

        if (name[0] == 0)
        {
            // ss(8) and netstat(8) show every zero byte of an abstract name as @.
            byte[] shown = name.ToArray();
            shown.AsSpan().Replace((byte)0, (byte)'@');
            return UnixText.Escape(shown);
        }

        int end = name.IndexOf((byte)0);
        return UnixText.Escape(end < 0 ? name : name[..end]);
    }
}
