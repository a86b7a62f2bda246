using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>Group ids.</summary>
internal sealed class NumbersCodec : ReadOnlyCodec
{
    internal override int ReadLength => 1024;

    internal override object Decode(ReadOnlySpan<byte> value) =>
        MemoryMarshal.Cast<byte, int>(value[..(value.Length / sizeof(int) * sizeof(int))]).ToArray();
}
