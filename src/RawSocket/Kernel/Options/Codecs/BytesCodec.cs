namespace RawSockets;

/// <summary>A struct as it is.</summary>
internal sealed class BytesCodec : OptionCodec
{
    internal override int ReadLength => 1024;

    internal override string Takes => "a byte array";

    internal override object Decode(ReadOnlySpan<byte> value) => value.ToArray();

    internal override byte[] Encode(SocketOption option, object? value) => value as byte[] ?? throw Unfit(option, value);
}
