using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>The kernel's struct nlmsghdr, netlink(7): it stands before every message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkHeader
{
    /// <summary>sizeof(struct nlmsghdr)</summary>
    public const int Size = 16;

    /// <summary>The message with this header, without the bytes that align the next one.</summary>
    public uint Length;
    public ushort Type;
    public ushort Flags;
    public uint Sequence;
    public uint PortId;
}

/// <summary>Numbers of netlink(7) and sock_diag(7).</summary>
internal static class NetlinkNumbers
{
    /// <summary>NETLINK_SOCK_DIAG</summary>
    public const int SocketDiagnostics = 4;

    public const ushort Error = 2;
    public const ushort Done = 3;
    public const ushort Overrun = 4;

    /// <summary>SOCK_DIAG_BY_FAMILY: the type of the requests and of the rows.</summary>
    public const ushort ByFamily = 20;

    /// <summary>SOCK_DESTROY: the type of a request to close a socket.</summary>
    public const ushort Destroy = 21;

    /// <summary>NLM_F_REQUEST</summary>
    public const ushort Request = 0x1;

    /// <summary>NLM_F_MULTI: more messages follow, up to one of type <see cref="Done"/>.</summary>
    public const ushort Multi = 0x2;

    /// <summary>NLM_F_ACK: a result is wanted also when nothing went wrong.</summary>
    public const ushort Acknowledge = 0x4;

    /// <summary>NLM_F_DUMP_INTR: the table changed while it was read.</summary>
    public const ushort Interrupted = 0x10;

    /// <summary>NLM_F_DUMP</summary>
    public const ushort Dump = 0x300;

    /// <summary>NLA_TYPE_MASK: without the flags for nesting and byte order.</summary>
    public const ushort AttributeTypeMask = 0x3fff;

    /// <summary>sizeof(struct sockaddr_nl)</summary>
    public const int AddressSize = 12;

    /// <summary>NLMSG_ALIGN and NLA_ALIGN.</summary>
    public static int Align(int length) => (length + 3) & ~3;
}
