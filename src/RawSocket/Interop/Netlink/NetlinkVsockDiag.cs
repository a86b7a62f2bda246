using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>The kernel's struct vsock_diag_req.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VsockDiagRequest
{
    public byte Family;
    public byte Protocol;
    public ushort Padding;
    public uint States;
    public uint Inode;
    public uint Show;
    public uint CookieLow;
    public uint CookieHigh;
}

/// <summary>The kernel's struct vsock_diag_msg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct VsockDiagMessage
{
    public byte Family;
    public byte Type;
    public byte State;
    public byte Shutdown;
    public uint LocalCid;
    public uint LocalPort;
    public uint RemoteCid;
    public uint RemotePort;
    public uint Inode;
    public uint CookieLow;
    public uint CookieHigh;
}
