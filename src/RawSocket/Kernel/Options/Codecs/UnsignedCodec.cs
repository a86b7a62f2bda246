namespace RawSockets;

/// <summary>uint.</summary>
internal sealed class UnsignedCodec : OptionCodec
{
    internal override string Takes => "a whole number of 0 to 4294967295";

    internal override object Decode(ReadOnlySpan<byte> value) => unchecked((uint)Int(value));

    internal override byte[] Encode(SocketOption option, object? value) =>
        Whole(value) is { } number and >= 0 and <= uint.MaxValue
            ? Bytes(unchecked((int)(uint)InRange(option, value!, number)))
            : throw Unfit(option, value);
}
