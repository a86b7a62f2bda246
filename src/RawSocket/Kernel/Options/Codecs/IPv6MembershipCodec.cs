namespace RawSockets;

/// <summary>struct ipv6_mreq: group, interface.</summary>
internal sealed class IPv6MembershipCodec(bool isAnycast)
    : MembershipCodec(System.Net.Sockets.AddressFamily.InterNetworkV6, takesSource: false)
{
    protected override bool MustBeGroup => !isAnycast;

    protected override byte[] Encode(SocketOption option, MulticastGroup group)
    {
        byte[] bytes = new byte[20];
        group.Group.TryWriteBytes(bytes, out _);
        WriteInt(bytes.AsSpan(16), InterfaceIndex(option, group));
        return bytes;
    }
}
