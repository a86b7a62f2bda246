namespace RawSockets.Load;

/// <summary>One connection of a measurement: what it has sent and received, and what is still in flight.</summary>
internal sealed class LoadConnection(int index, ulong seed, int depth)
{
    internal enum Phase
    {
        Closed,
        Connecting,
        Open,
    }

    internal int Index { get; } = index;

    /// <summary>Where in the pattern its stream begins.</summary>
    internal ulong Seed { get; set; } = seed;

    internal Phase State { get; set; }

    internal int Descriptor { get; set; } = -1;

    /// <summary>Tells reports for this descriptor from those for one that had the same number.</summary>
    internal uint Generation { get; set; }

    internal ulong Key => ((ulong)Generation << 32) | (uint)Index;

    internal bool WantsWrite { get; set; }

    /// <summary>When connecting began, or when to try again.</summary>
    internal long Since { get; set; }

    internal bool WasOpen { get; set; }

    internal bool HasFailed { get; set; }

    /// <summary>Operations that count.</summary>
    internal long Counted { get; set; }

    /// <summary>How many messages of the schedule were its own so far, over all its lives.</summary>
    internal long Due { get; set; }

    /// <summary>How many of them it has taken.</summary>
    internal long Taken { get; set; }

    internal MessageWindow Window { get; } = new(depth);

    // Of streams, in bytes.
    internal long Goal { get; set; }

    internal long Sent { get; set; }

    internal long Received { get; set; }

    /// <summary>Where the echo of the oldest message in flight ends.</summary>
    internal long NextEnd { get; set; }

    /// <summary>Up to where what comes back is taken as it is, because it is known to be wrong.</summary>
    internal long UncheckedUntil { get; set; }

    /// <summary>How many bytes to drop that came a second time.</summary>
    internal long Surplus { get; set; }

    /// <summary>Bytes that were left out, and may still come.</summary>
    internal (long Start, long End, long Since) Gap { get; set; }

    /// <summary>The oldest message in flight is not an operation any more.</summary>
    internal bool IsSpoilt { get; set; }

    // Of datagrams.
    internal long NextToSend { get; set; }

    internal void Reset()
    {
        State = Phase.Closed;
        WantsWrite = false;
        Window.Clear();
        Goal = Sent = Received = NextEnd = UncheckedUntil = Surplus = NextToSend = 0;
        Gap = default;
        IsSpoilt = false;
        Seed++;
    }
}
