namespace RawSockets.Engine;

/// <summary>What kind of request a completion belongs to.</summary>
internal enum UringRequestKind : byte
{
    Wake,
    Accept,

    /// <summary>A look whether a listener has connections, which are then accepted by accept4(2).</summary>
    Listen,
    Datagrams,
    Receive,

    /// <summary>A send that takes what fits at once; its place is that in the list of what is being sent.</summary>
    Send,

    /// <summary>A send of what did not fit, which waits for the peer.</summary>
    SendRest,
    Cancel,
    Close,
}

/// <summary>
/// What the kernel hands back with a completion: the kind of request, its descriptor or place in a list, and the lowest bits of the
/// client's number, since an earlier client may have had the same descriptor.
/// </summary>
internal readonly record struct UringTag(ulong Value)
{
    private const int KindShift = 56;
    private const int IdShift = 32;
    private const ulong IdMask = 0xff_ffff;

    internal UringTag(UringRequestKind kind, int place, long id = 0)
        : this(((ulong)kind << KindShift) | (((ulong)id & IdMask) << IdShift) | (uint)place)
    {
    }

    internal UringRequestKind Kind => (UringRequestKind)(Value >> KindShift);

    internal int Place => (int)(uint)Value;

    internal bool IsOf(Client client) => ((Value >> IdShift) & IdMask) == ((ulong)client.Id & IdMask);
}
