namespace RawSockets;

/// <summary>What an interface receives for a packet socket, packet(7). The values are the kernel's.</summary>
public enum PacketMembershipType
{
    /// <summary>PACKET_MR_MULTICAST: the frames of one multicast address.</summary>
    Multicast = 0,

    /// <summary>PACKET_MR_PROMISC: every frame.</summary>
    Promiscuous = 1,

    /// <summary>PACKET_MR_ALLMULTI: the frames of every multicast address.</summary>
    AllMulticast = 2,

    /// <summary>PACKET_MR_UNICAST: the frames of one more address.</summary>
    Unicast = 3,
}
