using System.Globalization;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of the socket calls' constants.</summary>
internal static partial class Notation
{
    private static readonly (int Bit, string Name)[] s_typeFlags = [(Sys.SockCloseOnExec, "SOCK_CLOEXEC"), (Sys.SockNonBlock, "SOCK_NONBLOCK")];

    private static readonly (int Bit, string Name)[] s_messageFlags =
    [
        (0x1, "MSG_OOB"), (0x2, "MSG_PEEK"), (0x4, "MSG_DONTROUTE"), (0x8, "MSG_CTRUNC"), (0x10, "MSG_PROBE"), (0x20, "MSG_TRUNC"),
        (0x40, "MSG_DONTWAIT"), (0x80, "MSG_EOR"), (0x100, "MSG_WAITALL"), (0x200, "MSG_FIN"), (0x400, "MSG_SYN"), (0x800, "MSG_CONFIRM"),
        (0x1000, "MSG_RST"), (0x2000, "MSG_ERRQUEUE"), (0x4000, "MSG_NOSIGNAL"), (0x8000, "MSG_MORE"), (0x10000, "MSG_WAITFORONE"),
        (0x40000, "MSG_BATCH"), (0x4000000, "MSG_ZEROCOPY"), (0x20000000, "MSG_FASTOPEN"), (0x40000000, "MSG_CMSG_CLOEXEC"),
    ];

    private static readonly (int Bit, string Name)[] s_pollEvents =
    [
        (0x1, "POLLIN"), (0x2, "POLLPRI"), (0x4, "POLLOUT"), (0x40, "POLLRDNORM"), (0x80, "POLLRDBAND"), (0x100, "POLLWRNORM"),
        (0x200, "POLLWRBAND"), (0x400, "POLLMSG"), (0x2000, "POLLRDHUP"), (0x8, "POLLERR"), (0x10, "POLLHUP"), (0x20, "POLLNVAL"),
    ];

    private static readonly (int Bit, string Name)[] s_statusFlags =
        [(0x400, "O_APPEND"), (Sys.OpenNonBlock, "O_NONBLOCK"), (0x2000, "O_ASYNC")];

    internal static string Family(int family) => family switch
    {
        0 => "AF_UNSPEC",
        1 => "AF_UNIX",
        2 => "AF_INET",
        10 => "AF_INET6",
        16 => "AF_NETLINK",
        17 => "AF_PACKET",
        40 => "AF_VSOCK",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{family:x} /* AF_??? */"),
    };

    internal static string SocketType(int type)
    {
        int kind = type & 0xf;
        int flags = type & ~0xf;
        string? name = kind switch
        {
            1 => "SOCK_STREAM",
            2 => "SOCK_DGRAM",
            3 => "SOCK_RAW",
            4 => "SOCK_RDM",
            5 => "SOCK_SEQPACKET",
            _ => null,
        };
        if (name is null)
        {
            return flags == 0 ? $"0x{kind:x} /* SOCK_??? */" : $"{Flags(flags, s_typeFlags)}|0x{kind:x}";
        }

        return flags == 0 ? name : $"{name}|{Flags(flags, s_typeFlags)}";
    }

    internal static string Protocol(int family, int protocol)
    {
        switch (family)
        {
            case (int)RawSockets.AddressFamily.Netlink:
                return NetlinkProtocol(protocol);
            case (int)RawSockets.AddressFamily.Packet:
                return $"htons({EtherType(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((ushort)protocol))})";
            case not ((int)RawSockets.AddressFamily.Inet or (int)RawSockets.AddressFamily.Inet6):
                return protocol.ToString(CultureInfo.InvariantCulture);
            default:
                break;
        }

        return ProtocolName.OfInternet(protocol) ?? string.Create(CultureInfo.InvariantCulture, $"0x{protocol:x} /* IPPROTO_??? */");
    }

    internal static string AcceptFlags(int flags) => Flags(flags, s_typeFlags);

    internal static string MessageFlags(int flags) => Flags(flags, s_messageFlags);

    internal static string StatusFlags(int flags) => (flags & 3) switch
    {
        0 => Join("O_RDONLY", flags & ~3),
        1 => Join("O_WRONLY", flags & ~3),
        _ => Join("O_RDWR", flags & ~3),
    };

    internal static string ShutdownDirection(int how) => how switch
    {
        0 => "SHUT_RD",
        1 => "SHUT_WR",
        2 => "SHUT_RDWR",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{how:x} /* SHUT_??? */"),
    };

    internal static string Polled(ReadOnlySpan<PollDescriptor> entries)
    {
        List<string> texts = [];
        foreach (PollDescriptor entry in entries)
        {
            // poll(2) ignores a negative descriptor, and strace then shows nothing else of it.
            texts.Add(entry.Descriptor < 0 ? $"{{fd={entry.Descriptor}}}" : $"{{fd={entry.Descriptor}, events={Flags((ushort)entry.Events, s_pollEvents)}}}");
        }

        return $"[{string.Join(", ", texts)}]";
    }

    internal static string PollResult(ReadOnlySpan<PollDescriptor> entries)
    {
        List<string> texts = [];
        foreach (PollDescriptor entry in entries)
        {
            if (entry.Returned != PollEvents.None)
            {
                texts.Add($"{{fd={entry.Descriptor}, revents={Flags((ushort)entry.Returned, s_pollEvents)}}}");
            }
        }

        return $"[{string.Join(", ", texts)}]";
    }

    private static string Join(string access, int flags) => flags == 0 ? access : $"{access}|{Flags(flags, s_statusFlags)}";
}
