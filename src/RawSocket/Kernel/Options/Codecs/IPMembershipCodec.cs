namespace RawSockets;

/// <summary>struct ip_mreqn: group, address, interface.</summary>
internal sealed class IPMembershipCodec() : MembershipCodec(System.Net.Sockets.AddressFamily.InterNetwork, takesSource: false)
{
    protected override byte[] Encode(SocketOption option, MulticastGroup group)
    {
        byte[] bytes = new byte[12];
        group.Group.TryWriteBytes(bytes, out _);
        WriteInt(bytes.AsSpan(8), InterfaceIndex(option, group));
        return bytes;
    }
}
