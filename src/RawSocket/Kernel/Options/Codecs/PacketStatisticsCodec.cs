namespace RawSockets;

/// <summary>struct tpacket_stats.</summary>
internal sealed class PacketStatisticsCodec : ReadOnlyCodec
{
    internal override int ReadLength => 2 * sizeof(uint);

    internal override object Decode(ReadOnlySpan<byte> value) => value.Length >= ReadLength
        ? new PacketStatistics(unchecked((uint)Int(value)), unchecked((uint)Int(value[4..])))
        : new PacketStatistics(0, 0);
}
