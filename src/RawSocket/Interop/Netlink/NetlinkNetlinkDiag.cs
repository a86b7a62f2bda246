using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>The kernel's struct netlink_diag_req.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkDiagRequest
{
    public byte Family;
    public byte Protocol;
    public ushort Padding;
    public uint Inode;
    public uint Show;
    public uint CookieLow;
    public uint CookieHigh;

    /// <summary>NDIAG_PROTO_ALL</summary>
    public const byte AllProtocols = 255;

    public const uint ShowMemory = 0x1;
    public const uint ShowGroups = 0x2;
}

/// <summary>The kernel's struct netlink_diag_msg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NetlinkDiagMessage
{
    public byte Family;
    public byte Type;
    public byte Protocol;
    public byte State;
    public uint PortId;
    public uint DestinationPortId;
    public uint DestinationGroup;
    public uint Inode;
    public uint CookieLow;
    public uint CookieHigh;

    public const ushort MemoryAttribute = 0;
    public const ushort GroupsAttribute = 1;
}
