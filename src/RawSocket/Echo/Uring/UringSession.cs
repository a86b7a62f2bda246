using System.Net;

namespace RawSockets.Echo;

/// <summary>One client of the ring. It has memory of its own only while its peer takes its echo slower than it sends.</summary>
internal sealed class UringSession(int descriptor, uint generation, EndPoint? remoteEndPoint)
{
    internal int Descriptor { get; } = descriptor;

    internal uint Generation { get; } = generation;

    internal EndPoint? RemoteEndPoint { get; } = remoteEndPoint;

    internal long BytesReceived { get; set; }

    internal long BytesSent { get; set; }

    /// <summary>The kernel has a receive of it.</summary>
    internal bool IsReceiving { get; set; }

    /// <summary>The kernel has a send of it that waits for the peer.</summary>
    internal bool IsSendingRest { get; set; }

    /// <summary>Its receive was handed over with a send, and is not made if that send falls short.</summary>
    internal bool ReceivesAfterSend { get; set; }

    /// <summary>It waits for a receive buffer.</summary>
    internal bool IsStarved { get; set; }

    /// <summary>Its peer fell behind: it receives once for each send until little comes again.</summary>
    internal bool IsBulk { get; set; }

    /// <summary>What its last receive returned: 0 at the end of the stream, or the negated error number; null while there may be more.</summary>
    internal int? ReceiveEnd { get; set; }

    /// <summary>It is over, but for what the kernel still has of it.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>It is in the list of those that have something to send.</summary>
    internal bool IsReady { get; set; }

    /// <summary>Received in this turn.</summary>
    internal ChunkChain Received;

    /// <summary>Being sent in this turn.</summary>
    internal ChunkChain InFlight;

    private PendingEcho? _pending;

    internal bool HasPending => _pending is not null && !_pending.IsEmpty;

    internal PendingEcho Pending => _pending ??= new PendingEcho();

    internal bool HasNothingToSend => Received.IsEmpty && InFlight.IsEmpty && !HasPending;

    internal void DropPending()
    {
        _pending?.Clear();
        _pending = null;
    }
}
