using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Netlink replies, byte by byte as linux/netlink.h, inet_diag.h and unix_diag.h have them, independent of the library's structs.</summary>
internal static class Replies
{
    internal const ushort Error = 2;
    internal const ushort Done = 3;
    internal const ushort Row = 20;
    internal const ushort Multi = 2;
    internal const ushort Interrupted = 0x10;

    internal static byte[] Message(ushort type, byte[] body, ushort flags = Multi, uint sequence = 1)
    {
        byte[] message = new byte[(16 + body.Length + 3) & ~3];
        BitConverter.TryWriteBytes(message, (uint)(16 + body.Length));
        BitConverter.TryWriteBytes(message.AsSpan(4), type);
        BitConverter.TryWriteBytes(message.AsSpan(6), flags);
        BitConverter.TryWriteBytes(message.AsSpan(8), sequence);
        body.CopyTo(message, 16);
        return message;
    }

    internal static byte[] Result(ushort type, int result, ushort flags = Multi) => Message(type, BitConverter.GetBytes(result), flags);

    internal static byte[] Attribute(ushort type, params byte[] value)
    {
        byte[] attribute = new byte[(4 + value.Length + 3) & ~3];
        BitConverter.TryWriteBytes(attribute, (ushort)(4 + value.Length));
        BitConverter.TryWriteBytes(attribute.AsSpan(2), type);
        value.CopyTo(attribute, 4);
        return attribute;
    }

    internal static byte[] Inet(byte state, ushort localPort, ulong cookie = 1, byte family = 2, params byte[] attributes)
    {
        byte[] body = new byte[72 + attributes.Length];
        body[0] = family;
        body[1] = state;
        body[2] = 3;
        body[3] = 9;
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(4), localPort);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(6), 443);
        byte[] local = [127, 0, 0, 1];
        byte[] remote = [192, 0, 2, 7];
        local.CopyTo(body, 8);
        remote.CopyTo(body, 24);
        BitConverter.TryWriteBytes(body.AsSpan(40), 5u);
        BitConverter.TryWriteBytes(body.AsSpan(44), cookie);
        uint[] numbers = [1500, 11, 12, 1000, 4242];
        MemoryMarshal.AsBytes<uint>(numbers).CopyTo(body.AsSpan(52));
        attributes.CopyTo(body, 72);
        return body;
    }

    internal static byte[] Unix(params byte[] attributes)
    {
        byte[] body = new byte[16 + attributes.Length];
        body[0] = 1;
        body[1] = 1;
        body[2] = 10;
        BitConverter.TryWriteBytes(body.AsSpan(4), 77u);
        BitConverter.TryWriteBytes(body.AsSpan(8), 99UL);
        attributes.CopyTo(body, 16);
        return body;
    }
}
