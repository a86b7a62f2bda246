using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Reads rows of Unix sockets: struct unix_diag_msg and the attributes behind it.</summary>
internal static class UnixDiagReader
{
    private const int MinorBits = 20;

    /// <exception cref="RawSocketException">The row is cut off or of another family: sock_diag,EBADMSG.</exception>
    internal static UnixSocketEntry Read(ReadOnlySpan<byte> body)
    {
        int size = Unsafe.SizeOf<UnixDiagMessage>();
        if (body.Length < size)
        {
            throw DiagErrors.Malformed($"a row has {body.Length} bytes instead of {size}");
        }

        UnixDiagMessage row = MemoryMarshal.Read<UnixDiagMessage>(body);
        if (row.Family != (byte)AddressFamily.Unix)
        {
            throw DiagErrors.Malformed($"a row is of family {row.Family}");
        }

        UnixSocketEntry entry = new()
        {
            Type = (SocketType)row.Type,
            State = (TcpState)row.State,
            Inode = row.Inode,
            Cookie = ((ulong)row.CookieHigh << 32) | row.CookieLow,
        };
        NetlinkAttributes attributes = new(body[size..]);
        while (attributes.MoveNext())
        {
            entry = Add(entry, attributes);
        }

        return entry;
    }

    private static UnixSocketEntry Add(UnixSocketEntry entry, NetlinkAttributes attribute)
    {
        switch (attribute.Type)
        {
            case UnixDiagMessage.NameAttribute:
                bool isAbstract = attribute.Value is [0, ..];
                return entry with { Name = Name(attribute.Value), IsAbstract = isAbstract };
            case UnixDiagMessage.FileAttribute:
                UnixDiagFile file = attribute.Read<UnixDiagFile>();
                return entry with
                {
                    FileInode = file.Inode,
                    FileDeviceMajor = file.Device >> MinorBits,
                    FileDeviceMinor = file.Device & ((1u << MinorBits) - 1),
                };
            case UnixDiagMessage.PeerAttribute:
                return entry with { PeerInode = attribute.Read<uint>() };
            case UnixDiagMessage.QueuesAttribute:
                UnixDiagQueues queues = attribute.Read<UnixDiagQueues>();
                return entry with { ReceiveQueue = queues.Receive, SendQueue = queues.Send };
            case UnixDiagMessage.UserIdAttribute:
                return entry with { UserId = attribute.Read<uint>() };
            default:
                return entry;
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
            return Encoding.UTF8.GetString(name).Replace('\0', '@');
        }

        int end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
    }
}
