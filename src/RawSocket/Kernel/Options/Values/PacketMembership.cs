namespace RawSockets;

/// <summary>PACKET_ADD_MEMBERSHIP's value, packet(7): what an interface is to receive for the socket.</summary>
/// <param name="Interface">The interface's name or index.</param>
/// <param name="Type">What it is to receive.</param>
/// <param name="Address">The hardware address, for Multicast and Unicast: 8 bytes at the most.</param>
public sealed record PacketMembership(string Interface, PacketMembershipType Type, byte[]? Address = null)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Address is { Length: > 0 } address ? $"{Interface} {Type} {Convert.ToHexString(address)}" : $"{Interface} {Type}";
}
