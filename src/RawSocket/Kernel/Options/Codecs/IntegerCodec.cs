namespace RawSockets;

/// <summary>int.</summary>
internal sealed class IntegerCodec : OptionCodec
{
    internal override string Takes => "a whole number of 32 bits";

    internal override object Decode(ReadOnlySpan<byte> value) => Int(value);

    internal override byte[] Encode(SocketOption option, object? value) =>
        Whole(value) is { } number and >= int.MinValue and <= int.MaxValue
            ? Bytes((int)InRange(option, value!, number))
            : throw Unfit(option, value);
}
