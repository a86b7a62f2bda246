namespace RawSockets;

/// <summary>PACKET_STATISTICS' value, packet(7): the counts since it was last read.</summary>
/// <param name="Packets">Packets that passed the filter, dropped ones included.</param>
/// <param name="Drops">Packets that were dropped for want of room.</param>
public sealed record PacketStatistics(long Packets, long Drops);
