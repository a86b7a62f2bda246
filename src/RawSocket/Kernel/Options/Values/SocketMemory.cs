namespace RawSockets;

/// <summary>SO_MEMINFO's value, socket(7): the memory that a socket uses, as ss -m shows it, in bytes unless it says otherwise.</summary>
/// <param name="ReceiveAllocated">What the receive queue holds (r).</param>
/// <param name="ReceiveBuffer">The limit of the receive queue (rb).</param>
/// <param name="SendAllocated">What the send queue holds, on its way through the device included (t).</param>
/// <param name="SendBuffer">The limit of the send queue (tb).</param>
/// <param name="ForwardAllocated">What was set aside for later (f).</param>
/// <param name="SendQueued">What was queued and not yet sent (w).</param>
/// <param name="OptionMemory">What options take, filters among them (o).</param>
/// <param name="Backlog">What waits because a call holds the socket (bl).</param>
/// <param name="Drops">How many packets were dropped, a count (d).</param>
public sealed record SocketMemory(
    long ReceiveAllocated,
    long ReceiveBuffer,
    long SendAllocated,
    long SendBuffer,
    long ForwardAllocated,
    long SendQueued,
    long OptionMemory,
    long Backlog,
    long Drops)
{
    /// <summary>Gives the values in ss(8)'s notation.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"r{ReceiveAllocated},rb{ReceiveBuffer},t{SendAllocated},tb{SendBuffer},f{ForwardAllocated},w{SendQueued},o{OptionMemory},bl{Backlog},d{Drops}";
}
