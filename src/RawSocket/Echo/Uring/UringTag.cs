namespace RawSockets.Echo;

/// <summary>What kind of request a completion belongs to.</summary>
internal enum UringRequestKind : byte
{
    Wake,
    Accept,
    Receive,

    /// <summary>A send from the receive buffers that takes what fits at once.</summary>
    Send,

    /// <summary>A send from a session's own memory that waits for the peer.</summary>
    SendRest,
    Cancel,
    Close,
}

/// <summary>
/// What the kernel hands back with a completion: the kind of request, the descriptor, and a number that tells a session from an earlier
/// one with the same descriptor.
/// </summary>
internal readonly record struct UringTag(ulong Value)
{
    private const int KindShift = 56;
    private const int GenerationShift = 32;
    private const uint GenerationMask = 0xff_ffff;

    internal UringTag(UringRequestKind kind, int descriptor, uint generation = 0)
        : this(((ulong)kind << KindShift) | ((ulong)(generation & GenerationMask) << GenerationShift) | (uint)descriptor)
    {
    }

    internal UringRequestKind Kind => (UringRequestKind)(Value >> KindShift);

    internal int Descriptor => (int)(uint)Value;

    internal bool IsOf(uint generation) => (uint)((Value >> GenerationShift) & GenerationMask) == (generation & GenerationMask);
}
