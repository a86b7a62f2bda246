using RawSockets.Diagnostics;

namespace RawSockets;

/// <summary>
/// What the kernel knows of a TCP connection: struct tcp_info, tcp(7). Kernels append fields to it; what this kernel did not give is
/// null.
/// </summary>
public sealed partial record TcpInfo
{
    /// <summary>The connection's state.</summary>
    public TcpState State { get; private init; }

    /// <summary>What TCP thinks of the path.</summary>
    public TcpCongestionState CongestionState { get; private init; }

    /// <summary>Retransmissions of the packet that waits longest, so far without an answer.</summary>
    public int Retransmits { get; private init; }

    /// <summary>Probes of a closed window or an idle peer, so far without an answer.</summary>
    public int Probes { get; private init; }

    /// <summary>How often the retransmission time was doubled.</summary>
    public int Backoff { get; private init; }

    /// <summary>What was agreed when the connection was made.</summary>
    public TcpInfoOptions Options { get; private init; }

    /// <summary>The bits by which the peer's windows are shifted.</summary>
    public int SendWindowScale { get; private init; }

    /// <summary>The bits by which own windows are shifted.</summary>
    public int ReceiveWindowScale { get; private init; }

    /// <summary>The time after which a packet is sent again.</summary>
    public TimeSpan RetransmitTimeout { get; private init; }

    /// <summary>How long an acknowledgement may be held back.</summary>
    public TimeSpan AckTimeout { get; private init; }

    /// <summary>The size of segments sent, in bytes.</summary>
    public long SendSegmentSize { get; private init; }

    /// <summary>The size of segments received, in bytes, as far as it is known.</summary>
    public long ReceiveSegmentSize { get; private init; }

    /// <summary>Segments in flight; on a listener, connections that wait to be accepted.</summary>
    public long Unacknowledged { get; private init; }

    /// <summary>Segments acknowledged out of order; on a listener, the backlog.</summary>
    public long SelectivelyAcknowledged { get; private init; }

    /// <summary>Segments thought to be lost.</summary>
    public long Lost { get; private init; }

    /// <summary>Segments sent again and not yet acknowledged.</summary>
    public long Retransmitted { get; private init; }

    /// <summary>The time since data was sent last.</summary>
    public TimeSpan LastDataSent { get; private init; }

    /// <summary>The time since data came last.</summary>
    public TimeSpan LastDataReceived { get; private init; }

    /// <summary>The time since an acknowledgement came last.</summary>
    public TimeSpan LastAckReceived { get; private init; }

    /// <summary>The path MTU, in bytes.</summary>
    public long PathMtu { get; private init; }

    /// <summary>The threshold of the receive window, in bytes.</summary>
    public long ReceiveSlowStartThreshold { get; private init; }

    /// <summary>The smoothed round-trip time.</summary>
    public TimeSpan RoundTripTime { get; private init; }

    /// <summary>How much it varies.</summary>
    public TimeSpan RoundTripVariance { get; private init; }

    /// <summary>The threshold of slow start, in segments; 2147483647 for none yet.</summary>
    public long SendSlowStartThreshold { get; private init; }

    /// <summary>The congestion window, in segments.</summary>
    public long CongestionWindow { get; private init; }

    /// <summary>The segment size that was advertised, in bytes.</summary>
    public long AdvertisedSegmentSize { get; private init; }

    /// <summary>By how many segments packets overtake each other.</summary>
    public long Reordering { get; private init; }

    /// <summary>The round-trip time as the receiver sees it.</summary>
    public TimeSpan ReceiveRoundTripTime { get; private init; }

    /// <summary>The room of the receive queue, in bytes.</summary>
    public long ReceiveSpace { get; private init; }

    /// <summary>Segments sent again since the connection was made.</summary>
    public long TotalRetransmits { get; private init; }

    /// <summary>Bytes per second at which sending is paced; 18446744073709551615 for no limit.</summary>
    public ulong? PacingRate { get; private init; }

    /// <summary>The bound of the pacing rate, in bytes per second; 18446744073709551615 for none.</summary>
    public ulong? MaxPacingRate { get; private init; }

    /// <summary>Bytes that the peer acknowledged.</summary>
    public ulong? BytesAcknowledged { get; private init; }

    /// <summary>Bytes that came.</summary>
    public ulong? BytesReceived { get; private init; }

    /// <summary>Segments sent.</summary>
    public long? SegmentsOut { get; private init; }

    /// <summary>Segments received.</summary>
    public long? SegmentsIn { get; private init; }

    /// <summary>Bytes that were queued and not yet sent.</summary>
    public long? NotSentBytes { get; private init; }

    /// <summary>The shortest round-trip time seen; null before the first.</summary>
    public TimeSpan? MinimumRoundTripTime { get; private init; }

    /// <summary>Segments with data received.</summary>
    public long? DataSegmentsIn { get; private init; }

    /// <summary>Segments with data sent.</summary>
    public long? DataSegmentsOut { get; private init; }

    /// <summary>Bytes per second that reached the peer lately.</summary>
    public ulong? DeliveryRate { get; private init; }

    /// <summary>The time spent with data to send.</summary>
    public TimeSpan? BusyTime { get; private init; }

    /// <summary>The part of it in which the peer's window was closed.</summary>
    public TimeSpan? ReceiveWindowLimited { get; private init; }

    /// <summary>The part of it in which the send buffer was the limit.</summary>
    public TimeSpan? SendBufferLimited { get; private init; }

    /// <summary>Segments that reached the peer.</summary>
    public long? Delivered { get; private init; }

    /// <summary>Those of them that met congestion.</summary>
    public long? DeliveredCongestion { get; private init; }

    /// <summary>Bytes sent, also more than once.</summary>
    public ulong? BytesSent { get; private init; }

    /// <summary>Bytes sent again.</summary>
    public ulong? BytesRetransmitted { get; private init; }

    /// <summary>Segments that the peer got twice.</summary>
    public long? DuplicateSelectiveAcks { get; private init; }

    /// <summary>How often packets overtook each other.</summary>
    public long? ReorderingSeen { get; private init; }

    /// <summary>Packets that came out of order.</summary>
    public long? ReceivedOutOfOrder { get; private init; }

    /// <summary>The peer's window, in bytes.</summary>
    public long? SendWindow { get; private init; }

    /// <summary>The own window, in bytes.</summary>
    public long? ReceiveWindow { get; private init; }

    /// <summary>How often another path was tried.</summary>
    public long? Rehashes { get; private init; }

    /// <summary>Retransmission timeouts.</summary>
    public int? TimeoutCount { get; private init; }

    /// <summary>How often the connection recovered from them.</summary>
    public int? TimeoutRecoveries { get; private init; }

    /// <summary>The time spent recovering.</summary>
    public TimeSpan? TimeoutTime { get; private init; }

    /// <summary>Gives the most asked for values in ss(8)'s notation.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{State} rtt:{RoundTripTime.TotalMilliseconds}/{RoundTripVariance.TotalMilliseconds} cwnd:{CongestionWindow} mss:{SendSegmentSize}");
}
