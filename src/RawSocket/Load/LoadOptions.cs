using System.Net;

namespace RawSockets.Load;

/// <summary>What to measure, and how.</summary>
public sealed record LoadOptions
{
    internal const int MaxConnections = 1_000_000;
    internal const int MaxDepth = 1 << 20;
    internal const int MaxDatagram = 65507; // what IPv4 leaves of 64 KiB

    /// <summary>The server.</summary>
    public required EndPoint EndPoint { get; init; }

    /// <summary>Stream, Dgram or SeqPacket.</summary>
    public SocketType SocketType { get; init; } = SocketType.Stream;

    /// <summary>What each connection does.</summary>
    public LoadMode Mode { get; init; }

    /// <summary>How many connections, 1 to 1,000,000.</summary>
    public int Connections { get; init; } = 1;

    /// <summary>How large the messages are; 64 bytes, and 64 KiB for <see cref="LoadMode.Stream"/>, unless said otherwise.</summary>
    public MessageSizeRange? MessageSize { get; init; }

    /// <summary>How long to measure, after the warm-up.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How many messages to measure, over all connections, instead of a duration.</summary>
    public long? Count { get; init; }

    /// <summary>
    /// How many messages each connection has in flight at most: 1 unless said otherwise, 16 for <see cref="LoadMode.Stream"/>,
    /// 4096 with a <see cref="Rate"/>.
    /// </summary>
    public int? Depth { get; init; }

    /// <summary>
    /// Messages per second over all connections, by a fixed schedule; the latency then counts from when each was due. Without it the
    /// next message is sent when an echo is back.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>How long to exchange before it is measured; a second unless said otherwise, nothing with <see cref="Count"/>.</summary>
    public TimeSpan? Warmup { get; init; }

    /// <summary>How long a message may take; 10 s unless said otherwise, 500 ms for datagrams, which may get lost.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When the warm-up begins, once the connections are there; at once unless said otherwise.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>How often <see cref="LoadRun"/> tells how it goes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>TCP's congestion control on this side, such as cubic; the system's own unless said otherwise.</summary>
    public string? CongestionControl { get; init; }

    internal MessageSizeRange Sizes => MessageSize ?? new MessageSizeRange(Mode == LoadMode.Stream ? 64 * 1024 : 64);

    internal int EffectiveDepth => Depth ?? (Rate is not null ? 4096 : Mode == LoadMode.Stream ? 16 : 1);

    internal TimeSpan EffectiveDuration => Duration ?? TimeSpan.FromSeconds(10);

    internal TimeSpan EffectiveWarmup => Warmup ?? (Count is null ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);

    internal TimeSpan EffectiveTimeout => Timeout ?? (HasBoundaries ? TimeSpan.FromMilliseconds(500) : TimeSpan.FromSeconds(10));

    /// <summary>Whether what is received is a message each, and not a part of a stream.</summary>
    internal bool HasBoundaries => SocketType != SocketType.Stream;

    /// <summary>Finds what can't be used.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or two contradict each other; ParamName is the first.</exception>
    public void Check()
    {
        Require(SocketType is SocketType.Stream or SocketType.Dgram or SocketType.SeqPacket, nameof(SocketType), SocketType, "is not Stream, Dgram or SeqPacket.");
        Require(Connections is >= 1 and <= MaxConnections, nameof(Connections), Connections, $"is not from 1 to {MaxConnections}.");
        Require(Sizes.IsValid, nameof(MessageSize), Sizes, $"is not within 1 to {MessageSizeRange.Limit} bytes, the lesser first.");
        Require(EffectiveDepth is >= 1 and <= MaxDepth, nameof(Depth), Depth, $"is not from 1 to {MaxDepth}.");
        Require(Rate is null or (> 0 and <= 1e8), nameof(Rate), Rate, "is not more than 0 and at most 100000000 messages per second.");
        Require(Count is null or > 0, nameof(Count), Count, "is not a positive number.");
        Require(EffectiveDuration > TimeSpan.Zero, nameof(Duration), Duration, "is not more than zero.");
        Require(EffectiveWarmup >= TimeSpan.Zero, nameof(Warmup), Warmup, "is less than zero.");
        Require(EffectiveTimeout > TimeSpan.Zero, nameof(Timeout), Timeout, "is not more than zero.");
        Require(Interval > TimeSpan.Zero, nameof(Interval), Interval, "is not more than zero.");
        Require(Duration is null || Count is null, nameof(Duration), Duration, $"can't be given with Count {Count}: one of them ends the measurement.");
        bool isChurn = Mode == LoadMode.Churn;
        Require(!isChurn || Rate is null, nameof(Rate), Rate, "can't be given with Mode Churn, in which the next connection follows the last one.");
        Require(!isChurn || EffectiveDepth == 1, nameof(Depth), Depth, "can't be given with Mode Churn, in which each connection sends one message.");
        Require(!isChurn || !HasBoundaries, nameof(SocketType), SocketType, "can't be given with Mode Churn, which measures connections of streams.");
        Require(
            !HasBoundaries || Sizes.Maximum <= MaxDatagram,
            nameof(MessageSize),
            Sizes,
            $"can't be given with SocketType {SocketType}: a datagram has at most {MaxDatagram} bytes.");
    }

    private static void Require(bool holds, string name, object? value, string why)
    {
        if (!holds)
        {
            throw new ArgumentException($"{name}: '{value}' {why}", name);
        }
    }
}
