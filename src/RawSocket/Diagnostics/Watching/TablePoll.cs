using System.Diagnostics;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// Compares snapshots of the kernel's table. It polls quickly while something changes and slowly while nothing does, and never more
/// than a tenth of the time.
/// </summary>
internal sealed partial class TablePoll
{
    private const int ShortestPause = 50;
    private const int LongestPause = 500;
    private const int CostFactor = 10;

    private readonly SocketStateQuery _query;
    private readonly NetworkNamespace? _place;
    private readonly SocketLookup _lookup;
    private readonly bool _recordsOnly;
    private readonly Dictionary<SocketKey, Sighting> _known = [];
    private readonly HashSet<ulong> _destroyed = [];
    private double _pause = ShortestPause;
    private DateTimeOffset _earlier;
    private DateTimeOffset _latest;

    /// <param name="query">Which sockets; their states are not looked at.</param>
    /// <param name="place">The network namespace.</param>
    /// <param name="lookup">Where it is asked whether a socket that was not in a snapshot is really gone.</param>
    /// <param name="recordsOnly">
    /// Whether TCP is watched by other means, so that only records in FIN_WAIT2 and TIME_WAIT are of interest, and only those that are told.
    /// </param>
    internal TablePoll(SocketStateQuery query, NetworkNamespace? place, SocketLookup lookup, bool recordsOnly)
    {
        _query = query with { States = TcpStates.Listed | (query.States & TcpStates.Bound) };
        _place = place;
        _lookup = lookup;
        _recordsOnly = recordsOnly;
    }

    /// <summary>When to take the next snapshot; never, while there is nothing to look at.</summary>
    internal Deadline Due { get; private set; } = Deadline.None;

    /// <summary>Takes the first snapshot.</summary>
    internal void Begin(CancellationToken cancellationToken)
    {
        foreach (SocketState row in Snapshot(out _, cancellationToken).Where(IsOfInterest))
        {
            _known[SocketKey.Of(row)] = new Sighting(row, _latest);
        }

        Plan(0);
    }

    /// <summary>What was last seen of a connection or socket.</summary>
    internal Sighting? Last(SocketState row) => _known.GetValueOrDefault(SocketKey.Of(row));

    /// <summary>Takes up the record that a connection has become.</summary>
    internal void Track(SocketState record, DateTimeOffset seen)
    {
        _known[SocketKey.Of(record)] = new Sighting(record, seen);
        _pause = ShortestPause;
        Plan(0);
    }

    /// <summary>Leaves a socket that is gone.</summary>
    /// <param name="row">The socket.</param>
    /// <param name="last">What was known of it, if anything; what else has its addresses by now stays.</param>
    internal void Forget(SocketState row, Sighting? last)
    {
        _destroyed.Add(row.Cookie);
        if (last is not null)
        {
            _known.Remove(SocketKey.Of(row));
        }
    }

    /// <summary>Takes a snapshot and compares it with what is known.</summary>
    /// <param name="events">Called between snapshot and comparison: what notifications tell of sockets that are gone comes first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The changes.</returns>
    internal List<SocketTransition> Compare(Action events, CancellationToken cancellationToken)
    {
        _destroyed.Clear();
        long start = Stopwatch.GetTimestamp();
        List<SocketState> rows = Snapshot(out bool isComplete, cancellationToken);
        events();
        DateTimeOffset end = DateTimeOffset.Now;
        List<SocketTransition> changes = [];
        HashSet<SocketKey> present = [];
        foreach (SocketState row in rows)
        {
            // Destroyed since: its end was told already.
            if (!_destroyed.Contains(row.Cookie) && (!_recordsOnly || IsOther(row) || _known.ContainsKey(SocketKey.Of(row))))
            {
                present.Add(SocketKey.Of(row));
                Update(row, _latest, end, changes);
            }
        }

        foreach (var (key, sighting) in _known.Where(entry => !present.Contains(entry.Key)).ToList())
        {
            Miss(key, sighting, isComplete, end, changes, cancellationToken);
        }

        _pause = changes.Count > 0 ? ShortestPause : Math.Min(LongestPause, _pause * 1.5);
        Plan(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return changes;
    }

    private void Plan(double cost) =>
        Due = _recordsOnly && _known.Count == 0 && !OtherProtocols.Any() ? Deadline.None : Deadline.After((int)Math.Max(_pause, CostFactor * cost));

    private void Update(SocketState row, DateTimeOffset begin, DateTimeOffset end, List<SocketTransition> changes)
    {
        SocketKey key = SocketKey.Of(row);
        TcpState? absent = SocketRows.Absent(row);
        if (!_known.TryGetValue(key, out Sighting? last))
        {
            changes.Add(Change(row, absent, row.State, _earlier, end));
        }
        else if (last.Row.State != row.State)
        {
            changes.Add(Change(row, last.Row.State, row.State, last.Seen, end));
        }
        else if (last.Row.Cookie != row.Cookie && !SocketRows.IsRecord(row) && last.Row.Inode != 0)
        {
            // The same addresses, and another socket: the one ended and the other began in between.
            changes.Add(Change(last.Row, last.Row.State, absent, last.Seen, end));
            changes.Add(Change(row, absent, row.State, last.Seen, end));
        }

        _known[key] = new Sighting(row, begin);
    }

    /// <summary>A table that changes while it is read may leave a socket out, so what is missing is asked for by itself, or missed twice.</summary>
    private void Miss(
        SocketKey key, Sighting last, bool isComplete, DateTimeOffset end, List<SocketTransition> changes, CancellationToken cancellationToken)
    {
        bool isSingle = key.Local is not null && key.Protocol == SocketProtocol.Tcp;
        if (isSingle && _lookup.Find(new SocketStateReader(_place), key.Local!, key.Remote!, cancellationToken) is { } there
            && (!_recordsOnly || SocketRows.IsRecord(there)))
        {
            Update(there, end, DateTimeOffset.Now, changes);
        }
        else if (isSingle || (isComplete && last.WasMissed))
        {
            _known.Remove(key);
            changes.Add(Change(last.Row, last.Row.State, SocketRows.Absent(last.Row), last.Seen, end));
        }
        else
        {
            _known[key] = last with { WasMissed = isComplete };
        }
    }

    private static SocketTransition Change(SocketState row, TcpState? from, TcpState? to, DateTimeOffset earliest, DateTimeOffset time) => new()
    {
        Time = time,
        Earliest = earliest,
        OldState = from,
        NewState = to,
        Source = WatchSource.Poll,
        Socket = row,
    };

    /// <summary>A socket as it was last seen.</summary>
    /// <param name="Row">The socket.</param>
    /// <param name="Seen">When the snapshot began.</param>
    /// <param name="WasMissed">Whether the latest snapshot did not have it.</param>
    internal sealed record Sighting(SocketState Row, DateTimeOffset Seen, bool WasMissed = false);
}
