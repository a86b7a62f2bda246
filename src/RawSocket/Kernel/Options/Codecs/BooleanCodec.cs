namespace RawSockets;

/// <summary>bool, an int of 0 or 1 to the kernel.</summary>
internal sealed class BooleanCodec : OptionCodec
{
    internal override string Takes => "$true or $false";

    internal override object Decode(ReadOnlySpan<byte> value) => Int(value) != 0;

    internal override byte[] Encode(SocketOption option, object? value) => value switch
    {
        bool boolean => Bytes(boolean ? 1 : 0),
        int number and (0 or 1) => Bytes(number),
        _ => throw Unfit(option, value),
    };
}
