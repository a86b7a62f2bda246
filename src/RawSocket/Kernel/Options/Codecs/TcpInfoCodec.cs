namespace RawSockets;

/// <summary>struct tcp_info, as much of it as the kernel has.</summary>
internal sealed class TcpInfoCodec : ReadOnlyCodec
{
    internal override int ReadLength => 512;

    internal override object Decode(ReadOnlySpan<byte> value) => TcpInfo.Read(value);
}
