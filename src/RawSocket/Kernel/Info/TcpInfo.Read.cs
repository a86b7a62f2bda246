using System.Runtime.InteropServices;
using RawSockets.Diagnostics;

namespace RawSockets;

/// <content>Parsing by the length that the kernel returned</content>
public sealed partial record TcpInfo
{
    // Everything up to tcpi_total_retrans, which every kernel gives.
    private const int LeastLength = 104;

    private TcpInfo()
    {
    }

    /// <summary>Reads a struct tcp_info.</summary>
    /// <param name="value">The bytes that the kernel gave, by getsockopt(2) or sock_diag(7).</param>
    /// <returns>What they say; zeros when they are too few for any kernel's struct.</returns>
    public static TcpInfo Read(ReadOnlySpan<byte> value) => value.Length < LeastLength
        ? new TcpInfo()
        : new TcpInfo
        {
            State = (TcpState)value[0],
            CongestionState = (TcpCongestionState)value[1],
            Retransmits = value[2],
            Probes = value[3],
            Backoff = value[4],
            Options = (TcpInfoOptions)value[5],
            SendWindowScale = value[6] & 0xf,
            ReceiveWindowScale = value[6] >> 4,
            RetransmitTimeout = Microseconds(value, 8) ?? default,
            AckTimeout = Microseconds(value, 12) ?? default,
            SendSegmentSize = Number(value, 16) ?? 0,
            ReceiveSegmentSize = Number(value, 20) ?? 0,
            Unacknowledged = Number(value, 24) ?? 0,
            SelectivelyAcknowledged = Number(value, 28) ?? 0,
            Lost = Number(value, 32) ?? 0,
            Retransmitted = Number(value, 36) ?? 0,
            LastDataSent = Milliseconds(value, 44) ?? default,
            LastDataReceived = Milliseconds(value, 52) ?? default,
            LastAckReceived = Milliseconds(value, 56) ?? default,
            PathMtu = Number(value, 60) ?? 0,
            ReceiveSlowStartThreshold = Number(value, 64) ?? 0,
            RoundTripTime = Microseconds(value, 68) ?? default,
            RoundTripVariance = Microseconds(value, 72) ?? default,
            SendSlowStartThreshold = Number(value, 76) ?? 0,
            CongestionWindow = Number(value, 80) ?? 0,
            AdvertisedSegmentSize = Number(value, 84) ?? 0,
            Reordering = Number(value, 88) ?? 0,
            ReceiveRoundTripTime = Microseconds(value, 92) ?? default,
            ReceiveSpace = Number(value, 96) ?? 0,
            TotalRetransmits = Number(value, 100) ?? 0,
            PacingRate = Large(value, 104),
            MaxPacingRate = Large(value, 112),
            BytesAcknowledged = Large(value, 120),
            BytesReceived = Large(value, 128),
            SegmentsOut = Number(value, 136),
            SegmentsIn = Number(value, 140),
            NotSentBytes = Number(value, 144),
            MinimumRoundTripTime = Number(value, 148) is < uint.MaxValue ? Microseconds(value, 148) : null,
            DataSegmentsIn = Number(value, 152),
            DataSegmentsOut = Number(value, 156),
            DeliveryRate = Large(value, 160),
            BusyTime = LongMicroseconds(value, 168),
            ReceiveWindowLimited = LongMicroseconds(value, 176),
            SendBufferLimited = LongMicroseconds(value, 184),
            Delivered = Number(value, 192),
            DeliveredCongestion = Number(value, 196),
            BytesSent = Large(value, 200),
            BytesRetransmitted = Large(value, 208),
            DuplicateSelectiveAcks = Number(value, 216),
            ReorderingSeen = Number(value, 220),
            ReceivedOutOfOrder = Number(value, 224),
            SendWindow = Number(value, 228),
            ReceiveWindow = Number(value, 232),
            Rehashes = Number(value, 236),
            TimeoutCount = Small(value, 240),
            TimeoutRecoveries = Small(value, 242),
            TimeoutTime = Milliseconds(value, 244),
        };

    private static int? Small(ReadOnlySpan<byte> value, int offset) =>
        value.Length >= offset + sizeof(ushort) ? MemoryMarshal.Read<ushort>(value[offset..]) : null;

    private static long? Number(ReadOnlySpan<byte> value, int offset) =>
        value.Length >= offset + sizeof(uint) ? MemoryMarshal.Read<uint>(value[offset..]) : null;

    private static ulong? Large(ReadOnlySpan<byte> value, int offset) =>
        value.Length >= offset + sizeof(ulong) ? MemoryMarshal.Read<ulong>(value[offset..]) : null;

    private static TimeSpan? Microseconds(ReadOnlySpan<byte> value, int offset) =>
        Number(value, offset) is { } number ? TimeSpan.FromMicroseconds(number) : null;

    private static TimeSpan? Milliseconds(ReadOnlySpan<byte> value, int offset) =>
        Number(value, offset) is { } number ? TimeSpan.FromMilliseconds(number) : null;

    // A count beyond what a TimeSpan holds can only come from bytes that are no struct tcp_info.
    private static TimeSpan? LongMicroseconds(ReadOnlySpan<byte> value, int offset) =>
        Large(value, offset) is { } number
            ? number <= long.MaxValue / TimeSpan.TicksPerMicrosecond ? TimeSpan.FromMicroseconds((long)number) : TimeSpan.MaxValue
            : null;
}
