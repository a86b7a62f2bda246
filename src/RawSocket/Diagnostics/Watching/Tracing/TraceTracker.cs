using System.Net;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// Makes transitions of the trace's changes. A trace is of the whole machine, so each socket's network namespace is found out: by the
/// process that changed it, by the kernel's table, or by the notification of its end, both of which are of one namespace.
/// </summary>
internal sealed class TraceTracker
{
    /// <summary>How long a change waits for the socket's namespace, or for the port of a socket that connects, in nanoseconds.</summary>
    private const ulong Patience = 1_000_000_000;
    private const ulong PortPatience = 50_000_000;

    private const int TcpNumber = 6;

    private readonly Dictionary<ulong, TracedSocket> _sockets = [];
    private readonly Dictionary<SocketKey, List<TracedSocket>> _ended = [];
    private readonly Dictionary<SocketKey, ulong> _destroyed = [];
    private readonly SocketLookup _lookup;
    private readonly NetworkNamespace? _place;
    private readonly TracedProcesses _processes;
    private readonly Action<TracedTransition> _emit;

    internal TraceTracker(SocketLookup lookup, NetworkNamespace? place, Action<TracedTransition> emit)
    {
        _lookup = lookup;
        _place = place;
        _processes = new TracedProcesses(place);
        _emit = emit;
    }

    /// <summary>Whether changes are held until more is known.</summary>
    internal bool IsHolding => _ended.Count > 0 || _sockets.Values.Any(static socket => socket.Held.Count > 0);

    /// <summary>Takes changes in their order.</summary>
    internal void Apply(List<StateChange> changes, CancellationToken cancellationToken)
    {
        _processes.Refresh();
        SocketStateReader reader = new(_place);
        foreach (StateChange change in changes.Where(static change => change.Protocol == TcpNumber))
        {
            Apply(change, reader, cancellationToken);
        }
    }

    /// <summary>A socket of this namespace was destroyed, so what the trace held of it, or is yet to tell, is of this namespace.</summary>
    internal void Destroyed(InetSocketState row)
    {
        SocketKey key = SocketKey.Of(row.Protocol, row.Local, row.Remote);
        if (_ended.Remove(key, out List<TracedSocket>? sockets))
        {
            foreach (TracedSocket socket in sockets)
            {
                socket.IsHere = true;
                Release(socket);
            }
        }

        _destroyed[key] = WatchClock.Monotonic;
    }

    /// <summary>Gives up waiting where it has taken too long.</summary>
    /// <param name="tracedUntil">Up to which moment of CLOCK_MONOTONIC all changes were applied.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal void Expire(ulong tracedUntil, CancellationToken cancellationToken)
    {
        // Under load the trace is read long after it was written, and long after the notifications.
        foreach (SocketKey key in _destroyed.Where(entry => entry.Value + Patience < tracedUntil).Select(static entry => entry.Key).ToList())
        {
            _destroyed.Remove(key);
        }

        foreach (SocketKey key in _ended.Where(entry => entry.Value[^1].HeldUntil < tracedUntil).Select(static entry => entry.Key).ToList())
        {
            _ended.Remove(key);
        }

        foreach (TracedSocket socket in _sockets.Values.Where(socket => socket.Held.Count > 0 && socket.HeldUntil < tracedUntil))
        {
            if (socket.IsHere is null)
            {
                socket.IsHere = false;
                socket.Held.Clear();
                continue;
            }

            if (PortOf(socket, cancellationToken) is { } local)
            {
                socket.LearnPort(local);
            }

            Release(socket);
        }
    }

    private void Apply(StateChange change, SocketStateReader reader, CancellationToken cancellationToken)
    {
        // The kernel uses the memory of a socket again.
        bool isNew = change.OldState == TcpState.Closed || change is { OldState: TcpState.Listen, NewState: TcpState.SynReceived };
        if (isNew || !_sockets.TryGetValue(change.Socket, out TracedSocket? socket))
        {
            _sockets[change.Socket] = socket = new TracedSocket(change);
        }

        socket.Learn(change);
        Place(socket, change, reader, cancellationToken);
        bool isOver = change.NewState == TcpState.Closed;
        if (socket.IsHere != false)
        {
            bool waitsForPort = socket.IsHere == true && change.NewState == TcpState.SynSent && socket.Local.Port == 0;
            socket.Hold(change, waitsForPort ? PortPatience : Patience);
            if (socket.IsHere == true && !waitsForPort)
            {
                Release(socket);
            }
        }

        if (isOver)
        {
            _sockets.Remove(change.Socket);
            End(socket);
        }
    }

    private void End(TracedSocket socket)
    {
        if (socket.Held.Count == 0)
        {
            return;
        }

        SocketKey key = SocketKey.Of(SocketProtocol.Tcp, socket.Local, socket.Remote);
        if (_destroyed.ContainsKey(key))
        {
            socket.IsHere = true;
            Release(socket);
        }
        else if (_ended.TryGetValue(key, out List<TracedSocket>? others))
        {
            others.Add(socket);
        }
        else
        {
            _ended[key] = [socket];
        }
    }

    private void Place(TracedSocket socket, StateChange change, SocketStateReader reader, CancellationToken cancellationToken)
    {
        if (socket.IsHere is null && change.InProcess)
        {
            socket.IsHere = _processes.Of(change.ProcessId)?.IsHere;
        }

        // The row tells the namespace, and who has the socket once it was accepted. While the trace has not told the peer of a new
        // connection, the kernel would answer with the listener, and one of ours may have the same port as one elsewhere.
        bool isNamed = socket.Local.Port != 0 && (socket.Remote.Port != 0 || change.NewState == TcpState.Listen);
        bool isWorthAsking = socket.IsHere is null
            || (socket.IsHere == true && !change.InProcess && socket.Row is null or { Inode: 0 });
        if (isWorthAsking && isNamed && change.NewState != TcpState.Closed)
        {
            socket.Row = _lookup.Find(reader, socket.Local, socket.Remote, cancellationToken) ?? socket.Row;
            socket.IsHere ??= socket.Row is not null ? true : null;
        }
    }

    private void Release(TracedSocket socket)
    {
        foreach (StateChange change in socket.Held)
        {
            _emit(new TracedTransition(socket, change, change.InProcess ? _processes.Of(change.ProcessId)?.Owner : null));
        }

        socket.Held.Clear();
    }

    // While it is connecting, the kernel's table knows the port that the trace did not tell.
    private IPEndPoint? PortOf(TracedSocket socket, CancellationToken cancellationToken)
    {
        SocketStateQuery query = new() { States = TcpStates.SynSent, RemotePorts = [socket.Remote.Port] };
        List<IPEndPoint> candidates = [.. new SocketStateReader(_place).Read(query, cancellationToken)
            .OfType<InetSocketState>()
            .Where(row => row.Remote.Equals(socket.Remote))
            .Select(static row => row.Local)
            .Where(local => _sockets.Values.All(other => !other.Local.Equals(local)))];
        return candidates is [var only] ? only : null;
    }
}

/// <summary>A change of the trace that is of the watched namespace.</summary>
/// <param name="Socket">The socket as far as it is known.</param>
/// <param name="Change">The change.</param>
/// <param name="Process">The process that caused it, where one did.</param>
internal sealed record TracedTransition(TracedSocket Socket, StateChange Change, SocketOwner? Process);
