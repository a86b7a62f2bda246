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

    /// <summary>INET_DIAG_PROTOCOL</summary>
    public const ushort ProtocolAttribute = 10;

    /// <summary>INET_DIAG_SKV6ONLY</summary>
    public const ushort IPv6OnlyAttribute = 11;
}
