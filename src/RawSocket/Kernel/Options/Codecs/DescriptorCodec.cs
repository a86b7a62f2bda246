namespace RawSockets;

/// <summary>The number of a descriptor that getsockopt(2) opened; it is close-on-exec, and whoever asked has to own it.</summary>
internal sealed class DescriptorCodec : ReadOnlyCodec
{
    internal override object Decode(ReadOnlySpan<byte> value) => Int(value);
}
