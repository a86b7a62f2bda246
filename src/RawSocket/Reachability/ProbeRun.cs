using System.Diagnostics;
using System.Net;
using RawSockets.Interop;

namespace RawSockets.Reachability;

/// <summary>Tries endpoints side by side, in one poll(2) on the caller's thread, and measures each. Disposing it closes what is open.</summary>
internal sealed class ProbeRun(ConnectionTestOptions options) : IDisposable
{
    private readonly List<Attempt> _running = [];
    private readonly byte[] _answer = new byte[1];

    internal int Count => _running.Count;

    /// <summary>Whether another may start. The last descriptors are not for a scan; one attempt there may always be.</summary>
    internal bool HasRoom => _running.Count < options.ThrottleLimit
        && (_running.Count == 0 || DescriptorReserve.RoomAfter(_running[^1].Socket.Descriptor) > 0);

    public void Dispose() => _running.ForEach(static attempt => attempt.Socket.Dispose());

    /// <summary>Starts to try an endpoint.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="settle">Gets what came of it, in this call or in one of <see cref="Wait"/>.</param>
    internal void Start(IPEndPoint target, Action<AddressProbe> settle)
    {
        Attempt attempt;
        try
        {
            attempt = new Attempt(target, settle, RawSocket.Open(
                SocketAddress.FamilyOf(target), options.Udp ? SocketType.Dgram : SocketType.Stream, nonBlocking: true));
        }
        catch (RawSocketException exception)
        {
            // A machine without IPv6 fails here already; the other family may still do.
            settle(Probe(target, OutcomeOf(exception.Errno), TimeSpan.Zero, null, exception));
            return;
        }

        _running.Add(attempt);
        attempt.Begin(options.Timeout);
        int result = attempt.Socket.BeginConnect(target);
        if (result != 0)
        {
            if (result != -Errno.Numbers.EINPROGRESS)
            {
                Fail(attempt, "connect", new Errno(-result));
            }
        }
        else if (options.Udp)
        {
            Ask(attempt);
        }
        else
        {
            Settle(attempt, ProbeOutcome.Connected);
        }
    }

    /// <summary>Waits until an attempt has ended, or something else has happened.</summary>
    /// <param name="other">A descriptor that becomes readable when it has.</param>
    /// <param name="until">The latest moment.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal void Wait(int other, Deadline until, CancellationToken cancellationToken)
    {
        Attempt[] waiting = [.. _running];

        // Two more entries: the other descriptor, and the wait adds its wake-up.
        PollDescriptor[] entries = new PollDescriptor[waiting.Length + 2];
        for (int i = 0; i < waiting.Length; i++)
        {
            entries[i] = new PollDescriptor { Descriptor = waiting[i].Socket.Descriptor, Events = options.Udp ? PollEvents.Read : PollEvents.Write };
            until = waiting[i].Deadline.IsEarlierThan(until) ? waiting[i].Deadline : until;
        }

        entries[waiting.Length] = new PollDescriptor { Descriptor = other, Events = PollEvents.Read };
        ReadinessWait.Any(entries, waiting.Length + 1, until, cancellationToken);
        for (int i = 0; i < waiting.Length; i++)
        {
            if (entries[i].Returned != PollEvents.None)
            {
                Finish(waiting[i]);
            }
            else if (waiting[i].Deadline.HasPassed)
            {
                GiveUp(waiting[i]);
            }
        }
    }

    private void Ask(Attempt attempt)
    {
        try
        {
            attempt.Socket.Send(options.Payload.Span);
        }
        catch (RawSocketException exception)
        {
            Fail(attempt, exception.SystemCall, exception.Errno);
        }
    }

    private void Finish(Attempt attempt)
    {
        if (options.Udp)
        {
            Receive(attempt);
            return;
        }

        int result = attempt.Socket.EndConnect(attempt.Target);
        if (result == 0)
        {
            Settle(attempt, ProbeOutcome.Connected);
        }
        else
        {
            Fail(attempt, "connect", new Errno(-result));
        }
    }

    private void Receive(Attempt attempt)
    {
        try
        {
            attempt.Socket.Receive(_answer);
            Settle(attempt, ProbeOutcome.Answered);
        }
        catch (RawSocketException exception) when (exception.Errno.Number == Errno.Numbers.EAGAIN)
        {
            // A datagram with a wrong checksum is dropped only now; the wait goes on.
        }
        catch (RawSocketException exception)
        {
            Fail(attempt, exception.SystemCall, exception.Errno);
        }
    }

    private void GiveUp(Attempt attempt)
    {
        if (options.Udp)
        {
            Settle(attempt, ProbeOutcome.NoAnswer);
        }
        else
        {
            Fail(attempt, "connect", new Errno(Errno.Numbers.ETIMEDOUT), $"nothing happened within {options.Timeout} ms");
        }
    }

    // The kind of socket tells an explanation whether it is about TCP or UDP, since the socket itself is closed by then.
    private void Fail(Attempt attempt, string call, Errno errno, string? detail = null) => Settle(
        attempt,
        OutcomeOf(errno),
        new RawSocketException(call, errno, attempt.Target, detail) { Kind = attempt.Kind });

    private void Settle(Attempt attempt, ProbeOutcome outcome, RawSocketException? exception = null)
    {
        AddressProbe probe = Probe(attempt.Target, outcome, attempt.Elapsed, attempt.Socket.LocalEndPoint, exception);
        _running.Remove(attempt);
        attempt.Socket.Dispose();
        attempt.Settle(probe);
    }

    private static AddressProbe Probe(IPEndPoint target, ProbeOutcome outcome, TimeSpan time, EndPoint? local, RawSocketException? exception) => new()
    {
        EndPoint = target,
        AddressFamily = SocketAddress.FamilyOf(target),
        Outcome = outcome,
        Time = time,
        LocalEndPoint = local,
        Error = exception,
    };

    private static ProbeOutcome OutcomeOf(Errno errno) => errno.Name switch
    {
        "ECONNREFUSED" => ProbeOutcome.Refused,
        "ENETUNREACH" or "EHOSTUNREACH" or "EADDRNOTAVAIL" => ProbeOutcome.Unreachable,
        "ETIMEDOUT" => ProbeOutcome.TimedOut,
        _ => ProbeOutcome.Failed,
    };

    private sealed class Attempt(IPEndPoint target, Action<AddressProbe> settle, RawSocket socket)
    {
        private long _begin;

        internal IPEndPoint Target => target;

        internal Action<AddressProbe> Settle => settle;

        internal RawSocket Socket => socket;

        internal SocketKind Kind => new(socket.AddressFamily, socket.SocketType, socket.Protocol);

        internal Deadline Deadline { get; private set; }

        internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_begin);

        internal void Begin(int timeout)
        {
            Deadline = Deadline.After(timeout);
            _begin = Stopwatch.GetTimestamp();
        }
    }
}
