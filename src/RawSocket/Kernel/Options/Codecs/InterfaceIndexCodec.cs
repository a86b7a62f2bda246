using System.Buffers.Binary;

namespace RawSockets;

/// <summary>An interface's index, which scripts see as its name.</summary>
internal sealed class InterfaceIndexCodec(bool bigEndian) : OptionCodec
{
    internal override string Takes => "the name, index or address of an interface, or an empty string for none";

    internal override object Decode(ReadOnlySpan<byte> value) => Interfaces.NameOf(InOrder(Int(value)));

    internal override byte[] Encode(SocketOption option, object? value) =>
        Interfaces.IndexOf(value) is { } index ? Bytes(InOrder(index)) : throw Unfit(option, value);

    private int InOrder(int index) => bigEndian ? BinaryPrimitives.ReverseEndianness(index) : index;
}
