using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// Watches sockets change their states. Everything happens on the thread that calls <see cref="Next"/>; what comes in between waits in
/// the kernel, and is counted as lost when that has no more room.
/// </summary>
public sealed partial class SocketStateWatch : IDisposable
{
    private const int HoldPause = 5;
    private const int DrainPause = 1;

    private readonly SocketStateQuery _query;
    private readonly WatchOptions _options;
    private readonly Queue<SocketTransition> _ready = new();
    private readonly List<string> _notes = [];
    private readonly List<SocketTransition> _batch = [];
    private readonly SocketLookup _lookup;
    private readonly SocketStateFilter _filter;
    private TablePoll _poll;
    private TraceReader? _trace;
    private TraceTracker? _tracker;
    private DestroyEvents? _destroy;

    private SocketStateWatch(SocketStateQuery query, WatchOptions options)
    {
        _query = query;
        _options = options;
        _lookup = new SocketLookup(options.Namespace);
        _filter = new SocketStateFilter(query with { States = TcpStates.All, Owner = null }, Interfaces(query, options.Namespace));
        _poll = new TablePoll(query, options.Namespace, _lookup, recordsOnly: false);
    }

    /// <summary>What changes are seen by: Trace, Destroy or Poll, the best of those in use.</summary>
    public WatchSource Source => _trace is not null ? WatchSource.Trace : _destroy is not null ? WatchSource.Destroy : WatchSource.Poll;

    /// <summary>What is used, and why something better is not, in sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>
    /// How many changes were lost because they came faster than they were taken. It counts what the kernel counts; a notification that
    /// others were lost counts as one.
    /// </summary>
    public long Lost => (_trace?.Lost ?? 0) + (_destroy?.Lost ?? 0);

    /// <summary>Begins to watch.</summary>
    /// <param name="query">
    /// Which sockets. Of its states the old or the new one must match; a socket whose owner is not known yet matches no owner.
    /// </param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the first listing.</param>
    /// <returns>The watch; the caller disposes it.</returns>
    /// <exception cref="NotSupportedException">The source that was asked for is not there; the message says why.</exception>
    /// <exception cref="RawSocketException">The kernel's table can't be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SocketStateWatch Start(SocketStateQuery query, WatchOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var silent = CallTrace.To(null);
        SocketStateWatch watch = new(query, options ?? new WatchOptions());
        try
        {
            watch.OpenSources();
            watch._poll = new TablePoll(query, watch._options.Namespace, watch._lookup, recordsOnly: watch._trace is not null);
            watch._poll.Begin(cancellationToken);
            return watch;
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next change.</summary>
    /// <param name="timeout">How long, in milliseconds; -1 without limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The change; null when the time is up.</returns>
    /// <exception cref="RawSocketException">The kernel's table can't be read any more.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SocketTransition? Next(int timeout = -1, CancellationToken cancellationToken = default)
    {
        Deadline deadline = Deadline.After(timeout);
        using (CallTrace.To(null))
        {
            while (true)
            {
                if (_ready.TryDequeue(out SocketTransition? transition))
                {
                    return transition;
                }

                Collect(cancellationToken);
                if (_ready.Count == 0)
                {
                    if (deadline.HasPassed)
                    {
                        return null;
                    }

                    Wait(deadline, cancellationToken);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (CallTrace.To(null))
        {
            _trace?.Dispose();
            _destroy?.Dispose();
            _lookup.Dispose();
        }
    }

    private static int[] Interfaces(SocketStateQuery query, NetworkNamespace? place)
    {
        return query.InterfaceNames.Count == 0 ? [] : place is null ? Indexes() : place.Run(Indexes);

        int[] Indexes() => [.. query.InterfaceNames.Select(static name => InterfaceName.IndexOf(name)).Where(static index => index > 0)];
    }

    private void Wait(Deadline deadline, CancellationToken cancellationToken)
    {
        if (_trace?.HasReady ?? false)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        Deadline until = _poll.Due.IsEarlierThan(deadline) ? _poll.Due : deadline;
        int hurry = _trace?.HasPending ?? false ? DrainPause : _tracker?.IsHolding ?? false ? HoldPause : -1;
        until = hurry >= 0 && Deadline.After(hurry).IsEarlierThan(until) ? Deadline.After(hurry) : until;
        List<SafeDescriptor> sources = [.. _trace?.Buffers ?? [], .. _destroy is null ? Array.Empty<SafeDescriptor>() : [_destroy.Descriptor]];

        // One more entry: the wait adds its wake-up.
        PollDescriptor[] entries = new PollDescriptor[sources.Count + 1];
        for (int i = 0; i < sources.Count; i++)
        {
            entries[i] = new PollDescriptor { Descriptor = (int)sources[i].DangerousGetHandle(), Events = PollEvents.Read };
        }

        ReadinessWait.Any(entries, sources.Count, until, cancellationToken);
    }
}
