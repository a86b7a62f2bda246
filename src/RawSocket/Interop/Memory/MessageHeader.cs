using System.Runtime.InteropServices;

namespace RawSockets.Interop;

/// <summary>struct iovec, readv(2)</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public byte* Base;
    public nuint Length;
}

/// <summary>The C library's struct msghdr, recvmsg(2), as it is on 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public byte* Name;
    public uint NameLength;
    public IoVector* Vectors;
    public nuint VectorCount;
    public byte* Control;
    public nuint ControlLength;
    public int Flags;
}

/// <summary>struct mmsghdr, recvmmsg(2)</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BatchedMessage
{
    public MessageHeader Header;
    public uint Length;
}
