using System.Diagnostics;
using System.Net;
using RawSockets.Interop;

namespace RawSockets.Reachability;

/// <summary>Tries endpoints side by side, in one poll(2) on the caller's thread, and measures each. Disposing it closes what is open.</summary>
internal sealed class ProbeRun : IDisposable
{
    /// <summary>How many sockets are open at once: a scan of many ports must not take all descriptors of the process.</summary>
    private const int Window = 64;

    private readonly ConnectionTestOptions _options;
    private readonly IPEndPoint[] _targets;
    private readonly AddressProbe?[] _results;
    private readonly List<Attempt> _running = [];
    private readonly byte[] _answer = new byte[1];

    private ProbeRun(IPEndPoint[] targets, ConnectionTestOptions options)
    {
        _targets = targets;
        _options = options;
        _results = new AddressProbe?[targets.Length];
    }

    /// <returns>A probe for each target, in their order.</returns>
    internal static AddressProbe[] Of(IPEndPoint[] targets, ConnectionTestOptions options, CancellationToken cancellationToken)
    {
        using ProbeRun run = new(targets, options);
        for (int started = 0; started < targets.Length || run._running.Count > 0;)
        {
            while (started < targets.Length && run._running.Count < Window && run.HasRoom)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run.Start(started++);
            }

            run.Wait(cancellationToken);
        }

        return Array.ConvertAll(run._results, static result => result!);
    }

    // The last descriptors are not for a scan; one attempt there may always be.
    private bool HasRoom => _running.Count == 0 || DescriptorReserve.RoomAfter(_running[^1].Socket.Descriptor) > 0;

    public void Dispose() => _running.ForEach(static attempt => attempt.Socket.Dispose());

    private void Start(int index)
    {
        IPEndPoint target = _targets[index];
        Attempt attempt;
        try
        {
            attempt = new Attempt(index, RawSocket.Open(
                SocketAddress.FamilyOf(target), _options.Udp ? SocketType.Dgram : SocketType.Stream, nonBlocking: true));
        }
        catch (RawSocketException exception)
        {
            // A machine without IPv6 fails here already; the other family may still do.
            _results[index] = Probe(target, OutcomeOf(exception.Errno), TimeSpan.Zero, null, exception);
            return;
        }

        _running.Add(attempt);
        attempt.Begin(_options.Timeout);
        int result = attempt.Socket.BeginConnect(target);
        if (result != 0)
        {
            if (result != -Errno.Numbers.EINPROGRESS)
            {
                Fail(attempt, "connect", new Errno(-result));
            }
        }
        else if (_options.Udp)
        {
            Ask(attempt);
        }
        else
        {
            Settle(attempt, ProbeOutcome.Connected);
        }
    }

    private void Ask(Attempt attempt)
    {
        try
        {
            attempt.Socket.Send(_options.Payload.Span);
        }
        catch (RawSocketException exception)
        {
            Fail(attempt, exception.SystemCall, exception.Errno);
        }
    }

    private void Wait(CancellationToken cancellationToken)
    {
        Attempt[] waiting = [.. _running];
        if (waiting.Length == 0)
        {
            return;
        }

        // One more entry: the wait adds its wake-up.
        PollDescriptor[] entries = new PollDescriptor[waiting.Length + 1];
        Deadline first = Deadline.None;
        for (int i = 0; i < waiting.Length; i++)
        {
            entries[i] = new PollDescriptor { Descriptor = waiting[i].Socket.Descriptor, Events = _options.Udp ? PollEvents.Read : PollEvents.Write };
            first = waiting[i].Deadline.IsEarlierThan(first) ? waiting[i].Deadline : first;
        }

        ReadinessWait.Any(entries, waiting.Length, first, cancellationToken);
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

    private void Finish(Attempt attempt)
    {
        if (_options.Udp)
        {
            Receive(attempt);
            return;
        }

        int result = attempt.Socket.EndConnect(_targets[attempt.Index]);
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
        if (_options.Udp)
        {
            Settle(attempt, ProbeOutcome.NoAnswer);
        }
        else
        {
            Fail(attempt, "connect", new Errno(Errno.Numbers.ETIMEDOUT), $"nothing happened within {_options.Timeout} ms");
        }
    }

    // The kind of socket tells an explanation whether it is about TCP or UDP, since the socket itself is closed by then.
    private void Fail(Attempt attempt, string call, Errno errno, string? detail = null) => Settle(
        attempt,
        OutcomeOf(errno),
        new RawSocketException(call, errno, _targets[attempt.Index], detail) { Kind = attempt.Kind });

    private void Settle(Attempt attempt, ProbeOutcome outcome, RawSocketException? exception = null)
    {
        TimeSpan time = attempt.Elapsed;
        _results[attempt.Index] = Probe(_targets[attempt.Index], outcome, time, attempt.Socket.LocalEndPoint, exception);
        _running.Remove(attempt);
        attempt.Socket.Dispose();
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

    private sealed class Attempt(int index, RawSocket socket)
    {
        private long _begin;

        internal int Index => index;

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
