using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>The array of SK_MEMINFO_VARS numbers; older kernels give fewer.</summary>
internal sealed class MemoryCodec : ReadOnlyCodec
{
    private const int Count = 9;

    internal override int ReadLength => Count * sizeof(uint);

    internal override object Decode(ReadOnlySpan<byte> value)
    {
        Span<uint> numbers = stackalloc uint[Count];
        numbers.Clear();
        MemoryMarshal.Cast<byte, uint>(value).CopyTo(numbers);
        return new SocketMemory(
            numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7], numbers[8]);
    }
}
