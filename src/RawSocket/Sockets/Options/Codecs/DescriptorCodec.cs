namespace RawSockets;

/// <summary>A descriptor that getsockopt(2) opened; it is close-on-exec and owned from here on.</summary>
internal sealed class DescriptorCodec : ReadOnlyCodec
{
    internal override object Decode(ReadOnlySpan<byte> value) => new SafeDescriptor(Int(value));
}
