namespace RawSockets.Echo;

/// <summary>What the kernel has of a client, in the loop's note; above the flags is one more than its place in the list of what goes out.</summary>
[Flags]
internal enum UringWatch : uint
{
    None = 0,

    /// <summary>A receive.</summary>
    Receive = 1,

    /// <summary>A send that waits for the peer.</summary>
    SendRest = 2,

    /// <summary>It waits for a receive buffer.</summary>
    Starved = 4,

    /// <summary>Much comes, or its peer fell behind: it receives once for each send, until little comes again.</summary>
    Bulk = 8,

    /// <summary>It is in the list of those that send without being asked.</summary>
    Generate = 16,

    /// <summary>Its receive is being ended.</summary>
    Cancel = 32,
}
