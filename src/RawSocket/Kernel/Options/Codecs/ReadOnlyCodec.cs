namespace RawSockets;

/// <summary>A value that only the kernel makes.</summary>
internal abstract class ReadOnlyCodec : OptionCodec
{
    internal override string Takes => "no value, because it can only be read";

    internal override byte[] Encode(SocketOption option, object? value) => throw Unfit(option, value);
}
