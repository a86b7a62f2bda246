namespace RawSockets;

/// <summary>struct group_req and struct group_source_req: the interface, four bytes of nothing, then one or two addresses.</summary>
internal sealed class GroupRequestCodec(bool takesSource) : MembershipCodec(null, takesSource)
{
    private const int AddressOffset = 8;

    protected override byte[] Encode(SocketOption option, MulticastGroup group)
    {
        int length = AddressOffset + SocketAddress.MaxLength + (group.Source is null ? 0 : SocketAddress.MaxLength);
        byte[] bytes = new byte[length];
        WriteInt(bytes, InterfaceIndex(option, group));
        WriteSocketAddress(group.Group, bytes.AsSpan(AddressOffset, SocketAddress.MaxLength));
        if (group.Source is not null)
        {
            WriteSocketAddress(group.Source, bytes.AsSpan(AddressOffset + SocketAddress.MaxLength));
        }

        return bytes;
    }
}
