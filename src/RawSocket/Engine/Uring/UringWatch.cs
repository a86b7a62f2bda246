namespace RawSockets.Engine;

/// <summary>What the kernel has of a client, and where else the loop has it.</summary>
[Flags]
internal enum UringWatch : byte
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
