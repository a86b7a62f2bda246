namespace RawSockets;

/// <summary>The flags of SO_TIMESTAMPING, alone; the number of the bound clock behind them can be set by the option's numbers.</summary>
internal sealed class TimestampingCodec : OptionCodec
{
    private readonly EnumCodec<TimestampingFlags> _flags = new();

    internal override int ReadLength => 2 * sizeof(int);

    internal override string Takes => _flags.Takes;

    internal override object Decode(ReadOnlySpan<byte> value) => _flags.Decode(value);

    internal override byte[] Encode(SocketOption option, object? value) => _flags.Encode(option, value);
}
