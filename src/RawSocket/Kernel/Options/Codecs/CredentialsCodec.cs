namespace RawSockets;

/// <summary>struct ucred.</summary>
internal sealed class CredentialsCodec : ReadOnlyCodec
{
    internal override int ReadLength => 3 * sizeof(int);

    internal override object Decode(ReadOnlySpan<byte> value) =>
        PeerCredentials.Read(value) ?? new PeerCredentials(0, -1, -1);
}
