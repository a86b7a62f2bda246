using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>The kernel's struct unix_diag_req.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagRequest
{
    public byte Family;
    public byte Protocol;
    public ushort Padding;
    public uint States;
    public uint Inode;
    public uint Show;
    public uint CookieLow;
    public uint CookieHigh;

    public const uint ShowName = 0x1;
    public const uint ShowFile = 0x2;
    public const uint ShowPeer = 0x4;
    public const uint ShowQueues = 0x10;
    public const uint ShowMemory = 0x20;
    public const uint ShowUserId = 0x40;
}

/// <summary>The kernel's struct unix_diag_msg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagMessage
{
    public byte Family;
    public byte Type;
    public byte State;
    public byte Padding;
    public uint Inode;
    public uint CookieLow;
    public uint CookieHigh;

    public const ushort NameAttribute = 0;
    public const ushort FileAttribute = 1;
    public const ushort PeerAttribute = 2;
    public const ushort QueuesAttribute = 4;
    public const ushort MemoryAttribute = 5;
    public const ushort ShutdownAttribute = 6;
    public const ushort UserIdAttribute = 7;
}

/// <summary>The kernel's struct unix_diag_vfs; the device is MAJOR &lt;&lt; 20 | MINOR.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagFile
{
    public uint Inode;
    public uint Device;
}

/// <summary>The kernel's struct unix_diag_rqlen.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct UnixDiagQueues
{
    public uint Receive;
    public uint Send;
}
