namespace RawSockets;

/// <summary>An error number.</summary>
internal sealed class ErrnoCodec : ReadOnlyCodec
{
    internal override object Decode(ReadOnlySpan<byte> value) => new Errno(Int(value));
}
