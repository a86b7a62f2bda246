namespace RawSockets.Load;

/// <summary>What became of a message.</summary>
internal enum MessageFate : byte
{
    InFlight,
    Overdue,
    Done,
    Lost,
}

/// <summary>
/// The messages of a connection that are in flight, and those before them as far back as replies are still recognized. A ring that
/// grows with what is really in flight, so that nothing is allocated for each message.
/// </summary>
internal sealed class MessageWindow(int depth)
{
    private const int First = 16;

    private readonly int _depth = depth;
    private long[] _begun = new long[First];
    private MessageFate[] _fates = new MessageFate[First];

    /// <summary>The number of the next message.</summary>
    internal long Next { get; private set; }

    /// <summary>The oldest message that is in flight, or <see cref="Next"/>.</summary>
    internal long Oldest { get; private set; }

    /// <summary>How many were released and are neither done nor lost.</summary>
    internal int InFlight { get; private set; }

    internal bool HasRoom => InFlight < _depth;

    /// <summary>The oldest message whose fate is still known.</summary>
    internal long Known => Math.Max(0, Next - _fates.Length);

    internal void Release(long begun)
    {
        // Half of the ring is history.
        if (Next - Oldest >= _fates.Length / 2)
        {
            Grow();
        }

        int slot = Slot(Next++);
        _begun[slot] = begun;
        _fates[slot] = MessageFate.InFlight;
        InFlight++;
    }

    internal long Begun(long message) => _begun[Slot(message)];

    internal MessageFate Fate(long message) => _fates[Slot(message)];

    internal void MarkOverdue(long message) => _fates[Slot(message)] = MessageFate.Overdue;

    /// <summary>Ends a message that is in flight.</summary>
    internal void End(long message, MessageFate fate)
    {
        _fates[Slot(message)] = fate;
        InFlight--;
        while (Oldest < Next && _fates[Slot(Oldest)] >= MessageFate.Done)
        {
            Oldest++;
        }
    }

    /// <summary>A lost message came back after all.</summary>
    internal void Recall(long message) => _fates[Slot(message)] = MessageFate.Done;

    internal void Clear()
    {
        Next = Oldest = 0;
        InFlight = 0;
    }

    private int Slot(long message) => (int)(message & (_fates.Length - 1));

    private void Grow()
    {
        int size = _fates.Length;
        long[] begun = new long[size * 2];
        MessageFate[] fates = new MessageFate[size * 2];
        for (long message = Known; message < Next; message++)
        {
            int to = (int)(message & ((size * 2) - 1));
            begun[to] = Begun(message);
            fates[to] = Fate(message);
        }

        // What was before that is not known; it must not look as if it were in flight.
        for (long message = Math.Max(0, Next - (size * 2)); message < Known; message++)
        {
            fates[(int)(message & ((size * 2) - 1))] = MessageFate.Done;
        }

        _begun = begun;
        _fates = fates;
    }
}
