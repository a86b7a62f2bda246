namespace RawSockets;

/// <summary>struct ucred.</summary>
internal sealed class CredentialsCodec : ReadOnlyCodec
{
    internal override int ReadLength => 3 * sizeof(int);

    internal override object Decode(ReadOnlySpan<byte> value) =>
        value.Length >= ReadLength ? new PeerCredentials(Int(value), Int(value[4..]), Int(value[8..])) : new PeerCredentials(0, -1, -1);
}
