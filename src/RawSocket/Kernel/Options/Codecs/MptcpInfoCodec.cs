namespace RawSockets;

/// <summary>struct mptcp_info, as much of it as the kernel has.</summary>
internal sealed class MptcpInfoCodec : ReadOnlyCodec
{
    internal override int ReadLength => 256;

    internal override object Decode(ReadOnlySpan<byte> value) => MptcpInfo.Read(value);
}
