using System.Text;

namespace RawSockets;

/// <summary>A name: of a congestion control, an upper protocol, an interface.</summary>
internal sealed class TextCodec : OptionCodec
{
    // IFNAMSIZ, TCP_CA_NAME_MAX and TCP_ULP_NAME_MAX less the null; the kernel would cut a longer name and use what is left.
    private const int MaxLength = 15;

    internal override int ReadLength => 256;

    internal override string Takes => $"a string of {MaxLength} bytes at the most";

    internal override object Decode(ReadOnlySpan<byte> value)
    {
        int end = value.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
    }

    internal override byte[] Encode(SocketOption option, object? value) =>
        value is string text && Encoding.UTF8.GetByteCount(text) <= MaxLength && !text.Contains('\0', StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(text)
            : throw Unfit(option, value);
}
