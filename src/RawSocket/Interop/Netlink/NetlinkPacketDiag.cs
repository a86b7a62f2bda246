using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>The kernel's struct packet_diag_req.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PacketDiagRequest
{
    public byte Family;
    public byte Protocol;
    public ushort Padding;
    public uint Inode;
    public uint Show;
    public uint CookieLow;
    public uint CookieHigh;

    public const uint ShowInfo = 0x1;
    public const uint ShowMemory = 0x10;
}

/// <summary>The kernel's struct packet_diag_msg; the ethernet protocol is in the machine's byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PacketDiagMessage
{
    public byte Family;
    public byte Type;
    public ushort Protocol;
    public uint Inode;
    public uint CookieLow;
    public uint CookieHigh;

    public const ushort InfoAttribute = 0;
    public const ushort UserIdAttribute = 5;
    public const ushort MemoryAttribute = 6;
}
