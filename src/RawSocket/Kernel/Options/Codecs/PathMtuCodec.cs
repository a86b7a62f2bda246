namespace RawSockets;

/// <summary>struct ip6_mtuinfo: an address, then the MTU.</summary>
internal sealed class PathMtuCodec : ReadOnlyCodec
{
    private const int MtuOffset = 28;

    internal override int ReadLength => MtuOffset + sizeof(int);

    internal override object Decode(ReadOnlySpan<byte> value) => value.Length >= ReadLength ? Int(value[MtuOffset..]) : 0;
}
