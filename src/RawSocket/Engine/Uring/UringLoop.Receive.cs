using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>Receiving</content>
internal sealed partial class UringLoop
{
    private const int Canceled = 125;
    private const int LittleData = 4096;
    private const int MuchData = 32 * 1024;
    private const int FeedsPerTurn = 64;
    private readonly Queue<(Client Client, long Id)> _starved = new();
    private NativeRange _current;
    private int _currentBuffer;
    private int _receiving;

    /// <summary>Has the client received from; the loop keeps no buffer for it until there is something.</summary>
    private void Receive(Client client)
    {
        int most = Context.RateLimit > 0 ? Allowance(client, _buffers.Size) : 0;
        if (Context.RateLimit > 0 && most == 0)
        {
            return;
        }

        Note(client, UringWatch.Receive, true);
        _receiving++;
        ulong tag = ReceiveTag(client).Value;
        if (most > 0 || Has(client, UringWatch.Bulk))
        {
            _ring.Receive(client.Descriptor, IoUringBuffers.Group, most, tag);
        }
        else
        {
            _ring.ReceiveMany(client.Descriptor, IoUringBuffers.Group, tag);
        }
    }

    private void ReceiveCompleted(UringTag tag, in IoUringCompletion completion)
    {
        bool isCurrent = TryGet(tag.Place, out Client? client) && tag.IsOf(client);
        if (completion.HasBuffer)
        {
            Deliver(isCurrent ? client : null, completion);
        }

        if (completion.HasMore)
        {
            if (isCurrent && client!.IsOpen && Has(client, UringWatch.Bulk))
            {
                EndReceive(client);
            }

            return;
        }

        _receiving--;
        if (!isCurrent || !tag.IsOf(client!) || !client!.IsOpen)
        {
            return;
        }

        Note(client, UringWatch.Receive | UringWatch.Cancel, false);
        switch (completion.Result)
        {
            case > 0 or -Canceled or -Errno.Numbers.EINTR:
                // What goes out for it comes first; then more is received.
                if (OutgoingPlace(client) < 0)
                {
                    Update(client);
                }

                break;
            case 0:
                InputEnded(client);
                break;
            case -Errno.Numbers.ENOBUFS:
                Note(client, UringWatch.Starved, true);
                _starved.Enqueue((client, client.Id));
                break;
            default:
                Fail(client, "recv", completion.Result);
                break;
        }
    }

    private void Deliver(Client? client, in IoUringCompletion completion)
    {
        NativeRange range = _buffers.Take(completion);
        if (client is not null && range.Length > 0)
        {
            _turnBytes += range.Length;
            client.Extra?.Rate?.Use(range.Length);
            _current = range;
            _currentBuffer = completion.Buffer;
            Received(client, range.Bytes);
            _current = default;
            NoteAmount(client, range.Length);
        }

        _buffers.Release(completion.Buffer);
    }

    // A multishot receive would take all buffers for a stream; once for each send is as fast then, and fair.
    private static void NoteAmount(Client client, int length)
    {
        if (length < LittleData)
        {
            if (Has(client, UringWatch.Bulk) && !HasRest(client))
            {
                Note(client, UringWatch.Bulk, false);
            }
        }
        else if (client.Queued > MuchData)
        {
            Note(client, UringWatch.Bulk, true);
        }
    }

    private void EndReceive(Client client)
    {
        if (Has(client, UringWatch.Receive) && !Has(client, UringWatch.Cancel))
        {
            Note(client, UringWatch.Cancel, true);
            Cancel(ReceiveTag(client));
        }
    }

    /// <summary>Those that found no buffer receive again, a few at a time, so that they don't all find none again.</summary>
    /// <returns>Whether there are more.</returns>
    private bool FeedStarved()
    {
        for (int i = 0; i < FeedsPerTurn && _buffers.HasFree && _starved.TryDequeue(out (Client Client, long Id) next); i++)
        {
            if (next.Client.IsOpen && next.Client.Id == next.Id)
            {
                Note(next.Client, UringWatch.Starved, false);
                Update(next.Client);
            }
        }

        return _starved.Count > 0;
    }
}
