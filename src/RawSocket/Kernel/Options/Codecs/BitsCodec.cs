namespace RawSockets;

/// <summary>netlink(7)'s groups: bit 0 of the first word is group 1.</summary>
internal sealed class BitsCodec : ReadOnlyCodec
{
    internal override int ReadLength => 1024;

    internal override object Decode(ReadOnlySpan<byte> value)
    {
        List<int> numbers = [];
        for (int bit = 0; bit < value.Length * 8; bit++)
        {
            // Words of 32 bits; both architectures are little-endian, so the bits of the bytes follow each other.
            if ((value[bit / 8] & (1 << (bit % 8))) != 0)
            {
                numbers.Add(bit + 1);
            }
        }

        return numbers.ToArray();
    }
}
