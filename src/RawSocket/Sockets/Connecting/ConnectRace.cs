using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <summary>One race of connection attempts, RFC 8305, section 5. Disposing it closes every attempt but the winner.</summary>
internal sealed class ConnectRace(IReadOnlyList<EndPoint> order, HappyEyeballsOptions options) : IDisposable
{
    private readonly List<Attempt> _running = [];
    private readonly ConnectFailures _failures = new();
    private int _started;

    private bool HasMore => _started < order.Count;

    internal RawSocket Run(CancellationToken cancellationToken)
    {
        Deadline deadline = Deadline.After(options.Timeout);
        Deadline nextStart = Deadline.After(0);
        while (HasMore || _running.Count > 0)
        {
            if (HasMore && (_running.Count == 0 || nextStart.HasPassed))
            {
                bool isRunning = Start(out RawSocket? immediate);
                if (immediate is not null)
                {
                    return immediate;
                }

                nextStart = Deadline.After(isRunning ? options.AttemptDelay : 0);
                continue;
            }

            int before = _running.Count;
            if (Wait(HasMore && nextStart.IsEarlierThan(deadline) ? nextStart : deadline, cancellationToken) is { } winner)
            {
                return winner;
            }

            if (_running.Count < before)
            {
                nextStart = Deadline.After(0);
            }

            if (deadline.HasPassed && (HasMore || _running.Count > 0))
            {
                throw _failures.ToTimeout(options.Timeout, order, _started);
            }
        }

        throw _failures.ToException();
    }

    public void Dispose()
    {
        _running.ForEach(static attempt => attempt.Socket.Dispose());
    }

    /// <returns>Whether poll(2) is to be asked about it.</returns>
    private bool Start(out RawSocket? immediate)
    {
        int rank = _started++;
        immediate = null;
        Attempt attempt;
        try
        {
            attempt = new Attempt(rank, RawSocket.Open(SocketAddress.FamilyOf(order[rank]), options.SocketType, options.Protocol, nonBlocking: true));
        }
        catch (RawSocketException exception)
        {
            // A machine without IPv6 fails here already; the other family may still do.
            _failures.Add(rank, order[rank], exception);
            return false;
        }

        _running.Add(attempt);
        int result = attempt.Socket.BeginConnect(order[rank]);
        if (result == -Errno.Numbers.EINPROGRESS)
        {
            return true;
        }

        immediate = Settle(attempt, result);
        return false;
    }

    /// <returns>The winner, if there is one.</returns>
    private RawSocket? Wait(Deadline until, CancellationToken cancellationToken)
    {
        Attempt[] waiting = [.. _running];

        // One more entry: the wait adds its wake-up.
        PollDescriptor[] entries = new PollDescriptor[waiting.Length + 1];
        for (int i = 0; i < waiting.Length; i++)
        {
            entries[i] = new PollDescriptor { Descriptor = waiting[i].Socket.Descriptor, Events = PollEvents.Write };
        }

        ReadinessWait.Any(entries, waiting.Length, until, cancellationToken);
        for (int i = 0; i < waiting.Length; i++)
        {
            if (entries[i].Returned != PollEvents.None
                && Settle(waiting[i], waiting[i].Socket.EndConnect(order[waiting[i].Rank])) is { } winner)
            {
                return winner;
            }
        }

        return null;
    }

    /// <summary>Takes an attempt that has ended out of the race.</summary>
    private RawSocket? Settle(Attempt attempt, int result)
    {
        _running.Remove(attempt);
        if (result == 0)
        {
            return attempt.Socket;
        }

        attempt.Socket.Dispose();
        _failures.Add(attempt.Rank, order[attempt.Rank], RawSocketException.FromResult("connect", result, order[attempt.Rank]));
        return null;
    }

    private sealed record Attempt(int Rank, RawSocket Socket);
}
