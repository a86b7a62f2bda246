namespace RawSockets;

/// <summary>An option that acts when it is set; the kernel wants room for an int and ignores it.</summary>
internal sealed class ActionCodec : OptionCodec
{
    internal override string Takes => "no value; give $true";

    internal override object Decode(ReadOnlySpan<byte> value) => Int(value);

    internal override byte[] Encode(SocketOption option, object? value) => value is true or null or 0 or 1 ? Bytes(0) : throw Unfit(option, value);
}
