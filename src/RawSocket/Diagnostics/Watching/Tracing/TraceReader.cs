using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>Reads the changes of state out of a trace instance, in the order of their times over all processors.</summary>
internal sealed class TraceReader : IDisposable
{
    private readonly TraceInstance _instance;
    private readonly TraceFormat _event;
    private readonly TraceFormat _page;
    private readonly byte[] _buffer;
    private readonly List<StateChange> _pending = [];
    private readonly Queue<StateChange> _ready = new();

    private TraceReader(TraceInstance instance, TraceFormat change, TraceFormat page)
    {
        _instance = instance;
        _event = change;
        _page = page;
        _buffer = new byte[page.OffsetOf("data") + page.SizeOf("data")];
    }

    /// <summary>The descriptors to poll.</summary>
    internal IReadOnlyList<SafeDescriptor> Buffers => _instance.Buffers;

    /// <summary>Whether changes are held back until all earlier ones are certain to have been read.</summary>
    internal bool HasPending => _pending.Count > 0;

    /// <summary>Whether there is more to take at once.</summary>
    internal bool HasReady => _ready.Count > 0;

    /// <summary>Up to which moment all changes were taken, in nanoseconds of CLOCK_MONOTONIC.</summary>
    internal ulong TakenUntil { get; private set; }

    /// <summary>How many changes were overwritten before they were read.</summary>
    internal long Lost { get; private set; }

    /// <exception cref="IOException">The kernel refused, or a call failed.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not.</exception>
    /// <exception cref="FormatException">This kernel's event is described in another way.</exception>
    internal static TraceReader Open(string tracing)
    {
        TraceFormat change = TraceFormat.Parse(File.ReadAllText(Path.Combine(tracing, TraceFolder.EventPath, "format")));
        TraceFormat page = TraceFormat.Parse(File.ReadAllText(Path.Combine(tracing, "events/header_page")));
        return new TraceReader(TraceInstance.Open(tracing), change, page);
    }

    /// <summary>
    /// Empties the kernel's buffers and takes the earliest changes. Each processor has a buffer, so a change later than this call's begin
    /// waits for the next.
    /// </summary>
    /// <param name="count">How many at the most.</param>
    /// <exception cref="FormatException">A page makes no sense.</exception>
    internal List<StateChange> Take(int count)
    {
        ulong begin = WatchClock.Monotonic;
        foreach (SafeDescriptor buffer in Buffers)
        {
            Drain(buffer);
        }

        _pending.Sort(static (one, other) => one.Time.CompareTo(other.Time));
        int later = _pending.FindIndex(change => change.Time > begin);
        int certain = later < 0 ? _pending.Count : later;
        _pending.GetRange(0, certain).ForEach(_ready.Enqueue);
        _pending.RemoveRange(0, certain);
        List<StateChange> taken = [];
        while (taken.Count < count && _ready.TryDequeue(out StateChange? change))
        {
            taken.Add(change);
        }

        TakenUntil = _ready.TryPeek(out StateChange? next) ? next.Time : begin;
        return taken;
    }

    public void Dispose() => _instance.Dispose();

    private void Drain(SafeDescriptor buffer)
    {
        using var lease = buffer.Use();
        while (Sys.Read(lease.Number, _buffer) is var length and > 0)
        {
            TracePage page = new(_buffer.AsSpan(0, length), _page);
            Lost += page.Lost;
            while (page.MoveNext())
            {
                if (page.Record.Length >= sizeof(ushort) && BitConverter.ToUInt16(page.Record) == _event.Id)
                {
                    _pending.Add(StateChange.Read(page.Time, page.Record, _event));
                }
            }
        }
    }
}
