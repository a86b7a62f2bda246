using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>A request to the kernel: header, the structure of its family, attributes.</summary>
internal sealed class NetlinkRequest
{
    private const int AttributeHeaderSize = 4;

    private byte[] _bytes;

    private NetlinkRequest(int size) => _bytes = new byte[size];

    internal static NetlinkRequest Of<T>(ushort flags, in T body, ushort type = NetlinkNumbers.ByFamily)
        where T : struct
    {
        NetlinkRequest request = new(NetlinkHeader.Size + Unsafe.SizeOf<T>());
        NetlinkHeader header = new() { Type = type, Flags = (ushort)(NetlinkNumbers.Request | flags), Sequence = DiagRequest.Sequence };
        MemoryMarshal.Write(request._bytes, header);
        MemoryMarshal.Write(request._bytes.AsSpan(NetlinkHeader.Size), body);
        return request;
    }

    /// <summary>Adds an attribute and gives the place for its value; the place is good until the next one is added.</summary>
    internal Span<byte> Add(ushort type, int size)
    {
        int at = _bytes.Length;
        Array.Resize(ref _bytes, at + NetlinkNumbers.Align(AttributeHeaderSize + size));
        MemoryMarshal.Write(_bytes.AsSpan(at), (ushort)(AttributeHeaderSize + size));
        MemoryMarshal.Write(_bytes.AsSpan(at + sizeof(ushort)), type);
        return _bytes.AsSpan(at + AttributeHeaderSize, size);
    }

    internal byte[] ToArray()
    {
        MemoryMarshal.Write(_bytes, (uint)_bytes.Length);
        return _bytes;
    }
}
