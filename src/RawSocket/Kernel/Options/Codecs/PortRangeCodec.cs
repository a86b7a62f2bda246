namespace RawSockets;

/// <summary>Two ports in one unsigned int, the lower one in its lower half.</summary>
internal sealed class PortRangeCodec : OptionCodec
{
    internal override string Takes => "a PortRange, or a string such as '40000-40999'; 0 stands for the system's limit";

    internal override object Decode(ReadOnlySpan<byte> value)
    {
        uint both = unchecked((uint)Int(value));
        return new PortRange((int)(both & ushort.MaxValue), (int)(both >> 16));
    }

    internal override byte[] Encode(SocketOption option, object? value)
    {
        (int First, int Last)? ports = value switch
        {
            PortRange given => (given.First, given.Last),
            string text => Parse(text),
            _ => null,
        };
        return ports is (>= 0 and <= ushort.MaxValue, >= 0 and <= ushort.MaxValue) and var (first, last) && (last == 0 || first <= last)
            ? Bytes(unchecked((int)((uint)last << 16 | (uint)first)))
            : throw Unfit(option, value);
    }

    private static (int First, int Last)? Parse(string text) =>
        text.Split('-') is [var first, var last] && ushort.TryParse(first, out ushort low) && ushort.TryParse(last, out ushort high)
            ? (low, high)
            : null;
}
