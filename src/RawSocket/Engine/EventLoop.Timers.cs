namespace RawSockets.Engine;

/// <content>What happens by time: idle clients, clients that used up their rate, and listeners that pause</content>
internal abstract partial class EventLoop
{
    private const int ShortestSweep = 5;
    private const int LongestSweep = 1000;
    private readonly PriorityQueue<(Client Client, long Id), long> _throttled = new();
    private long _sweepAt = long.MaxValue;

    private long NextTimer { get; set; } = long.MaxValue;

    /// <summary>How many bytes a client may be received from now; 0 when it has been put off.</summary>
    private protected int Allowance(Client client, int most)
    {
        if (Draining || client.Extra?.Rate is not { } rate)
        {
            return most;
        }

        int available = rate.Available(Now);
        if (available > 0)
        {
            return Math.Min(available, most);
        }

        PutOff(client, rate);
        return 0;
    }

    /// <summary>A client that used up its rate is left alone until it has some again.</summary>
    private protected void PutOff(Client client, RateAllowance rate)
    {
        client.Flags |= ClientFlags.Throttled;
        long until = Now + rate.Pause();
        _throttled.Enqueue((client, client.Id), until);
        SetTimer(until);
        Update(client);
    }

    private void SetTimer(long at) => NextTimer = Math.Min(NextTimer, at);

    private int TimeToNextTimer() => NextTimer == long.MaxValue ? -1 : (int)Math.Clamp(NextTimer - Environment.TickCount64, 0, int.MaxValue);

    private void StartTimers()
    {
        if (Context.IdleTimeout > 0)
        {
            ScheduleSweep();
        }
    }

    private void RunTimers()
    {
        NextTimer = long.MaxValue;
        if (Now >= _sweepAt)
        {
            EndIdle();
            ScheduleSweep();
        }

        SetTimer(_sweepAt);
        ResumeThrottled();
        EndLingering();
        foreach (Listener listener in Listeners)
        {
            if (listener.AcceptAgainAt != long.MaxValue)
            {
                ResumeAccepting(listener);
            }
        }
    }

    private void ResumeThrottled()
    {
        while (_throttled.TryPeek(out (Client Client, long Id) next, out long at))
        {
            if (at > Now)
            {
                SetTimer(at);
                return;
            }

            _throttled.Dequeue();
            if (next.Client.IsOpen && next.Client.Id == next.Id)
            {
                next.Client.Flags &= ~ClientFlags.Throttled;
                Update(next.Client);
            }
        }
    }

    // A look at all clients now and then costs less than a timer for each that every byte would move.
    private void ScheduleSweep()
    {
        _sweepAt = Now + Math.Clamp(Context.IdleTimeout / 8, ShortestSweep, LongestSweep);
        SetTimer(_sweepAt);
    }

    private void EndIdle()
    {
        foreach (Client client in _clients.All())
        {
            // One whose handler has something to do is not idle.
            if (Now - client.LastActive >= Context.IdleTimeout && (client.Flags & ClientFlags.Paused) == 0)
            {
                End(client, DisconnectCause.IdleTimeout);
            }
        }
    }
}
