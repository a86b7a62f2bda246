using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>ulong; a script's -1 means the greatest, as it does in C.</summary>
internal sealed class Unsigned64Codec : OptionCodec
{
    internal override int ReadLength => sizeof(ulong);

    internal override string Takes => "a whole number of 0 to 18446744073709551615, or -1 for the greatest";

    internal override object Decode(ReadOnlySpan<byte> value) =>
        value.Length >= sizeof(ulong) ? MemoryMarshal.Read<ulong>(value) : unchecked((uint)Int(value));

    internal override byte[] Encode(SocketOption option, object? value)
    {
        ulong number = value switch
        {
            ulong given => given,
            _ when Whole(value) is { } given and >= -1 => unchecked((ulong)given),
            _ => throw Unfit(option, value),
        };
        byte[] bytes = new byte[sizeof(ulong)];
        MemoryMarshal.Write(bytes, number);
        return bytes;
    }
}
