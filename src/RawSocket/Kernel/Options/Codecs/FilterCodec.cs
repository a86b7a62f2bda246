namespace RawSockets;

/// <summary>The instructions of a classic BPF program; struct sock_fprog, which points at them, is made at the call.</summary>
internal sealed class FilterCodec : OptionCodec
{
    internal override int ReadLength => SocketFilter.MaxLength * SocketFilterInstruction.Size;

    internal override string Takes => "a SocketFilter of at least one instruction (code, jt, jf, k)";

    internal override object Decode(ReadOnlySpan<byte> value) => SocketFilter.Read(value);

    internal override byte[] Encode(SocketOption option, object? value) =>
        value is SocketFilter { Instructions.Count: > 0 } filter ? filter.ToBytes() : throw Unfit(option, value);
}
