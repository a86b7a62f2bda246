using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>An IPv4 or IPv6 address in the network's byte order, as struct inet_diag_sockid has it.</summary>
[InlineArray(16)]
internal struct InetDiagAddress
{
    private byte _first;
}

/// <summary>The kernel's struct inet_diag_sockid: ports and addresses in the network's byte order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InetDiagSocketId
{
    public ushort LocalPort;
    public ushort RemotePort;
    public InetDiagAddress LocalAddress;
    public InetDiagAddress RemoteAddress;
    public uint Interface;
    public uint CookieLow;
    public uint CookieHigh;

    public readonly ulong Cookie => ((ulong)CookieHigh << 32) | CookieLow;
}

/// <summary>The kernel's struct inet_diag_req_v2.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InetDiagRequest
{
    public byte Family;
    public byte Protocol;
    public byte Extensions;
    public byte Padding;
    public uint States;
    public InetDiagSocketId Id;

    /// <summary>The extensions: the attribute with number n is asked for by bit n - 1.</summary>
    public static byte Extension(ushort attribute) => (byte)(1 << (attribute - 1));

    /// <summary>INET_DIAG_REQ_BYTECODE</summary>
    public const ushort BytecodeAttribute = 1;

    /// <summary>INET_DIAG_REQ_PROTOCOL: for protocols that do not fit the byte.</summary>
    public const ushort ProtocolAttribute = 3;
}

/// <summary>The kernel's struct inet_diag_msg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct InetDiagMessage
{
    public byte Family;
    public byte State;
    public byte Timer;
    public byte Retransmits;
    public InetDiagSocketId Id;
    public uint ExpiresMilliseconds;
    public uint ReceiveQueue;
    public uint SendQueue;
    public uint UserId;
    public uint Inode;

    /// <summary>INET_DIAG_INFO</summary>
    public const ushort InfoAttribute = 2;

    /// <summary>INET_DIAG_CONG</summary>
    public const ushort CongestionAttribute = 4;

    /// <summary>INET_DIAG_TOS</summary>
    public const ushort TypeOfServiceAttribute = 5;

    /// <summary>INET_DIAG_TCLASS</summary>
    public const ushort TrafficClassAttribute = 6;

    /// <summary>INET_DIAG_SKMEMINFO</summary>
    public const ushort MemoryAttribute = 7;

    /// <summary>INET_DIAG_SHUTDOWN</summary>
    public const ushort ShutdownAttribute = 8;

    /// <summary>INET_DIAG_PROTOCOL</summary>
    public const ushort ProtocolAttribute = 10;

    /// <summary>INET_DIAG_SKV6ONLY</summary>
    public const ushort IPv6OnlyAttribute = 11;

    /// <summary>INET_DIAG_MARK</summary>
    public const ushort MarkAttribute = 15;

    /// <summary>INET_DIAG_CGROUP_ID</summary>
    public const ushort CgroupAttribute = 21;
}
