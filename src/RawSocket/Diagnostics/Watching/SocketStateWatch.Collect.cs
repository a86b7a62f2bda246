namespace RawSockets.Diagnostics.Watching;

/// <content>From what the sources tell to transitions</content>
public sealed partial class SocketStateWatch
{
    private const int OwnerPatience = 1000;
    private const int Portions = 16;
    private const int PortionSize = 512;

    private void Collect(CancellationToken cancellationToken)
    {
        Drain(cancellationToken);
        _tracker?.Expire(_trace!.TakenUntil, cancellationToken);
        if (_poll.Due.HasPassed)
        {
            _batch.AddRange(_poll.Compare(() => Drain(cancellationToken), cancellationToken));
        }

        Deliver(cancellationToken);
    }

    private void Drain(CancellationToken cancellationToken)
    {
        // In small portions, so that the kernel's buffers are emptied again while they are worked on.
        for (int portions = 0; portions < Portions && _trace?.Take(PortionSize) is { Count: > 0 } changes; portions++)
        {
            _tracker!.Apply(changes, cancellationToken);
        }

        if (_destroy is null)
        {
            return;
        }

        foreach (InetSocketState row in _destroy.Take(new SocketStateReader(_options.Namespace)))
        {
            if (_tracker is not null && row.Protocol == SocketProtocol.Tcp)
            {
                _tracker.Destroyed(row);
            }
            else if (_query.Protocols.Contains(row.Protocol))
            {
                Destroyed(row, cancellationToken);
            }
        }
    }

    private void Destroyed(InetSocketState row, CancellationToken cancellationToken)
    {
        // The addresses may be a newer socket's by now; a record has a cookie of its own.
        TablePoll.Sighting? last = _poll.Last(row) is { } known && (known.Row.Cookie == row.Cookie || SocketRows.IsRecord(known.Row)) ? known : null;
        DateTimeOffset now = DateTimeOffset.Now;
        if (row.Protocol == SocketProtocol.Tcp && RecordOf(row, cancellationToken) is { } record)
        {
            // The socket is gone and the connection is not: the kernel keeps a record of it, which the next snapshot has.
            _poll.Track(last?.Row ?? record, last?.Seen ?? now);
            if (last is null)
            {
                _batch.Add(Transition(record, now, now, null, record.State, WatchSource.Poll));
            }

            return;
        }

        _poll.Forget(row, last);
        _batch.Add(Transition(last?.Row ?? row, now, null, last?.Row.State, SocketRows.Absent(row), WatchSource.Destroy));
    }

    private void Emit(TracedTransition traced)
    {
        StateChange change = traced.Change;
        DateTimeOffset time = WatchClock.Read().At(change.Time);
        SocketState row = traced.Socket.Row is { Inode: > 0 } known
            ? known
            : SocketRows.Make(new SocketStateReader(_options.Namespace), traced.Socket.Local, traced.Socket.Remote, change.NewState);
        bool mayLeaveRecord = change is { NewState: TcpState.Closed, OldState: TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing };
        if (mayLeaveRecord && RecordOf((InetSocketState)row, CancellationToken.None) is { } record)
        {
            // The kernel closes the socket and keeps a record of the connection. When that came to its state is not traced.
            DateTimeOffset now = DateTimeOffset.Now;
            _poll.Track(record, now);
            if (record.State != change.OldState)
            {
                _batch.Add(Transition(record, now, time, change.OldState, record.State, WatchSource.Poll) with
                {
                    ProcessId = traced.Process?.ProcessId,
                    ProcessName = traced.Process?.Name,
                });
            }

            return;
        }

        _batch.Add(Transition(row, time, null, change.OldState, change.NewState, WatchSource.Trace) with
        {
            ProcessId = traced.Process?.ProcessId,
            ProcessName = traced.Process?.Name,
        });
    }

    private InetSocketState? RecordOf(InetSocketState row, CancellationToken cancellationToken) =>
        row.Remote.Port > 0
            && _lookup.Find(new SocketStateReader(_options.Namespace), row.Local, row.Remote, cancellationToken) is { } found
            && SocketRows.IsRecord(found)
            ? found
            : null;

    private static SocketTransition Transition(
        SocketState row, DateTimeOffset time, DateTimeOffset? earliest, TcpState? from, TcpState? to, WatchSource source) => new()
        {
            Time = time,
            Earliest = earliest,
            OldState = from,
            NewState = to,
            Source = source,
            Socket = row,
        };

    private void Deliver(CancellationToken cancellationToken)
    {
        // What was held until its namespace was known comes after later ones.
        List<SocketTransition> wanted = [.. _batch.Where(IsWanted).OrderBy(static one => one.Time)];
        _batch.Clear();
        SocketOwners? owners = wanted.Count > 0 && (_options.FindOwners || _query.Owner is not null) ? OwnersOf(wanted, cancellationToken) : null;
        foreach (SocketTransition transition in wanted)
        {
            SocketOwner? owner = transition.ProcessId is { } id ? new SocketOwner(id, transition.ProcessName!)
                : owners?.Of(transition.Socket.Inode) is [var first, ..] ? first
                : null;
            if (_query.Owner is null || (owner is not null && _query.Owner(owner)))
            {
                _ready.Enqueue(transition with { ProcessId = owner?.ProcessId, ProcessName = owner?.Name });
            }
        }
    }

    // A filter by owner has to know; otherwise a machine with very many descriptors must not hold everything up.
    private SocketOwners OwnersOf(List<SocketTransition> transitions, CancellationToken cancellationToken) => SocketOwners.Find(
        transitions.Where(static one => one.ProcessId is null).Select(static one => one.Socket.Inode),
        _query.Owner is null ? Deadline.After(OwnerPatience) : Deadline.None,
        cancellationToken);

    private bool IsWanted(SocketTransition transition) =>
        !_filter.IsImpossible
        && (transition.Socket is not InetSocketState || _filter.Families.Contains(transition.Socket.Family))
        && _filter.Matches(transition.Socket)
        && (Has(transition.OldState) || Has(transition.NewState));

    private bool Has(TcpState? state) => state is { } known
        ? ((int)_query.States & (1 << (int)known)) != 0
        : _query.States.HasFlag(TcpStates.Listed);
}
