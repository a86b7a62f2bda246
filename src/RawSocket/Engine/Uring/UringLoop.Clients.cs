using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>What the kernel has of a client, and how it lets go of it</content>
internal sealed partial class UringLoop
{
    private const int QuietTime = 5000;
    private const int DrainBufferSize = 64 * 1024;

    // What was being sent to clients that have ended; the kernel may still read it.
    private readonly Dictionary<ulong, UringRest> _orphans = [];
    private Queue<(Client Client, long Id)> _generating = new();
    private Queue<(Client Client, long Id)> _nextGenerating = new();
    private byte[]? _drainBuffer;

    private byte[] DrainBuffer => _drainBuffer ??= GC.AllocateUninitializedArray<byte>(DrainBufferSize);

    private protected override bool Begin(Client client)
    {
        Update(client);
        return true;
    }

    // The kernel looks by itself.
    private protected override void LookAtFirst(Client client)
    {
    }

    private protected override void Update(Client client)
    {
        if (!client.IsOpen)
        {
            return;
        }

        if (!ShouldReceive(client))
        {
            EndReceive(client);
        }
        else if (!Has(client, UringWatch.Receive | UringWatch.Starved))
        {
            Receive(client);
        }

        if (WantsToGenerate(client) && !client.HasPending && !Has(client, UringWatch.Generate))
        {
            Note(client, UringWatch.Generate, true);
            _nextGenerating.Enqueue((client, client.Id));
        }
    }

    /// <summary>
    /// A request holds on to the open file, so without its end the close would not end the connection. All that was asked for this
    /// descriptor is handed over in this order, so none of it can reach another file that gets the number.
    /// </summary>
    private protected override void Close(Client client)
    {
        if (Has(client, UringWatch.Receive))
        {
            Cancel(ReceiveTag(client));
        }

        if (RestOf(client) is { } rest)
        {
            if (Has(client, UringWatch.SendRest))
            {
                Cancel(RestTag(client));
                _orphans.Add(RestTag(client).Value, rest);
            }
            else
            {
                rest.Dispose();
            }
        }

        _ring.Close(client.Descriptor, new UringTag(UringRequestKind.Close, client.Descriptor).Value);
    }

    /// <summary>Ends what the kernel receives and accepts by itself, so that all that arrived is either answered or still in its socket.</summary>
    private protected override void Quiet()
    {
        foreach (Client client in Clients)
        {
            Update(client);
        }

        foreach (Listener listener in Listeners)
        {
            Watch(listener, accepts: false);
        }

        var limit = Deadline.After(QuietTime);
        while ((_receiving > 0 || _accepting.Count > 0) && !limit.HasPassed)
        {
            Turn(limit.RemainingMilliseconds);
        }
    }

    private protected override bool ReceiveOwed(Client client, int most)
    {
        int received = Sys.Recv(client.Descriptor, DrainBuffer.AsSpan(0, Math.Min(most, DrainBufferSize)), (int)MessageFlags.DontWait);
        if (received > 0)
        {
            Received(client, DrainBuffer.AsSpan(0, received));
        }
        else if (received == 0)
        {
            InputEnded(client);
        }
        else if (received != -Errno.Numbers.EAGAIN)
        {
            Fail(client, "recv", received);
        }

        return received > 0;
    }

    private protected override int Discard(Client client) => Sys.Recv(client.Descriptor, DrainBuffer, (int)MessageFlags.DontWait);

    /// <summary>Those that send without being asked do so once a turn.</summary>
    /// <returns>Whether there were any.</returns>
    private bool Generate()
    {
        (_generating, _nextGenerating) = (_nextGenerating, _generating);
        bool any = _generating.Count > 0;
        while (_generating.TryDequeue(out (Client Client, long Id) next))
        {
            Client client = next.Client;
            if (client.IsOpen && client.Id == next.Id)
            {
                Note(client, UringWatch.Generate, false);
                if (WantsToGenerate(client) && !client.HasPending)
                {
                    HandlerOf(client).Writable(new Connection(this, client));
                }
            }
        }

        return any;
    }

    // Unlike epoll's, what is being sent in this turn does not keep it from receiving.
    private bool ShouldReceive(Client client) =>
        !Draining && (client.Flags & (ClientFlags.InputEnded | ClientFlags.Throttled | ClientFlags.Paused)) == 0
        && (!HasRest(client) || HandlerOf(client).ReceivesWhilePending);

    private static UringTag ReceiveTag(Client client) => new(UringRequestKind.Receive, client.Descriptor, client.Id);

    private static UringTag RestTag(Client client) => new(UringRequestKind.SendRest, client.Descriptor, client.Id);

    private static UringRest? RestOf(Client client) => (UringRest?)client.Extra?.EngineState;

    private static bool HasRest(Client client) => RestOf(client) is { IsEmpty: false };

    private static UringRest NewRest(Client client)
    {
        UringRest rest = new();
        client.More().EngineState = rest;
        return rest;
    }

    private static bool Has(Client client, UringWatch watch) => ((UringWatch)client.Watched & watch) != 0;

    private static void Note(Client client, UringWatch watch, bool on) =>
        client.Watched = (byte)(on ? (UringWatch)client.Watched | watch : (UringWatch)client.Watched & ~watch);

    /// <returns>Where it is in the list of what goes out in this turn, or -1.</returns>
    private static int OutgoingPlace(Client client) => client.Place - 1;
}
