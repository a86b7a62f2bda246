using System.Runtime.InteropServices;

namespace RawSockets;

/// <summary>struct packet_mreq: interface, type, length of the address, address.</summary>
internal sealed class PacketMembershipCodec : OptionCodec
{
    private const int AddressOffset = 8;
    private const int MaxAddressLength = 8;

    internal override string Takes => "a PacketMembership, or an interface's name for promiscuous mode";

    internal override object Decode(ReadOnlySpan<byte> value) => value.ToArray();

    internal override byte[] Encode(SocketOption option, object? value)
    {
        PacketMembership membership = value switch
        {
            PacketMembership given => given,
            string name => new PacketMembership(name, PacketMembershipType.Promiscuous),
            _ => throw Unfit(option, value),
        };
        byte[] address = membership.Address ?? [];
        if (address.Length > MaxAddressLength || Interfaces.IndexOf(membership.Interface) is not ({ } index and > 0))
        {
            throw Unfit(option, value);
        }

        byte[] bytes = new byte[AddressOffset + MaxAddressLength];
        MemoryMarshal.Write(bytes, index);
        MemoryMarshal.Write(bytes.AsSpan(4), (ushort)membership.Type);
        MemoryMarshal.Write(bytes.AsSpan(6), (ushort)address.Length);
        address.CopyTo(bytes.AsSpan(AddressOffset));
        return bytes;
    }
}
