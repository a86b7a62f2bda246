namespace RawSockets.Engine;

/// <summary>Where a client is in its life.</summary>
[Flags]
internal enum ClientFlags : byte
{
    None = 0,

    /// <summary>Its descriptor is open and it counts as connected.</summary>
    Open = 1,

    /// <summary>It sends no more.</summary>
    InputEnded = 2,

    /// <summary>It has used up its rate and is not received from for a while.</summary>
    Throttled = 4,

    /// <summary>The server has ended its half of the stream.</summary>
    SendEnded = 8,

    /// <summary>Its handler does not want to receive for a while: it has something to do, so it is not idle, and the drain waits for it.</summary>
    Paused = 16,

    /// <summary>Its handler sends more whenever all was sent.</summary>
    WantsWritable = 32,

    /// <summary>It is closed when all was sent; nothing that it still sends is handled.</summary>
    Closing = 64,
}
