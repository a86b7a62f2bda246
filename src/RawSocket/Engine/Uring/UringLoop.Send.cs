using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>Sending</content>
internal sealed partial class UringLoop
{
    // With MSG_WAITALL a short send is a failure, which is told; with MSG_DONTWAIT it never waits, so its memory is free after the turn.
    private const int AtOnce = (int)(MessageFlags.DontWait | MessageFlags.NoSignal | MessageFlags.WaitAll);
    private const int RestVectors = 64;
    private readonly NativeRange[] _ranges = new NativeRange[IoUring.MaxVectors];
    private TurnMemory _turnMemory = new();
    private TurnMemory _sentMemory = new();
    private OutputPieces _pieces = new();
    private OutputPieces _sentPieces = new();
    private List<Outgoing> _outgoing = [];
    private List<Outgoing> _sent = [];

    internal override void Send(Client client, ReadOnlySpan<byte> data)
    {
        if (!client.IsOpen || data.IsEmpty)
        {
            return;
        }

        client.Queued += data.Length;
        if (HasRest(client) && OutgoingPlace(client) < 0)
        {
            RestOf(client)!.Add(data);
        }
        else if (_current.TryFind(data, out NativeRange range))
        {
            if (Enlist(client, range, _currentBuffer))
            {
                _buffers.Retain(_currentBuffer);
            }
        }
        else
        {
            Enlist(client, _turnMemory.Copy(data), OutputPiece.None);
        }
    }

    private bool Enlist(Client client, NativeRange range, int buffer)
    {
        int place = OutgoingPlace(client);
        if (place < 0)
        {
            place = _outgoing.Count;
            _outgoing.Add(new Outgoing { Client = client, Id = client.Id });
            client.Place = place + 1;
        }

        return _pieces.Add(ref CollectionsMarshal.AsSpan(_outgoing)[place].Chain, range, buffer);
    }

    /// <returns>Whether there will be something to do when the sends are made, of which no completion will tell.</returns>
    private bool SendAll()
    {
        (_pieces, _sentPieces) = (_sentPieces, _pieces);
        (_outgoing, _sent) = (_sent, _outgoing);
        (_turnMemory, _sentMemory) = (_sentMemory, _turnMemory);
        bool hasMoreToDo = false;
        Span<Outgoing> all = CollectionsMarshal.AsSpan(_sent);
        for (int place = 0; place < all.Length; place++)
        {
            ref Outgoing outgoing = ref all[place];
            if (!outgoing.IsCurrent)
            {
                outgoing.IsDone = true;
                continue;
            }

            Client client = outgoing.Client;
            client.Place = 0;
            if (HasRest(client))
            {
                Keep(client, outgoing.Chain, 0);
                outgoing.IsDone = true;
                continue;
            }

            HandOver(ref outgoing, place);
            hasMoreToDo |= MustSettleSoon(client);
        }

        return hasMoreToDo;
    }

    // Otherwise it is settled when the next completion comes, which may be long after.
    private bool MustSettleSoon(Client client) =>
        Draining || Context.Traces || client.InputEnded || client.IsClosing || WantsToGenerate(client) || OutgoingPlace(client) >= 0 || !Has(client, UringWatch.Receive);

    private void HandOver(ref Outgoing outgoing, int place)
    {
        Client client = outgoing.Client;
        bool links = Context.RateLimit == 0 && ShouldReceive(client) && !Has(client, UringWatch.Receive | UringWatch.Starved);
        outgoing.HasLinkedReceive = links;
        IoUringRequestFlags flags = IoUringRequestFlags.SkipSuccess | (links ? IoUringRequestFlags.Link : 0);
        ulong tag = new UringTag(UringRequestKind.Send, place).Value;

        // What is linked must be handed over together.
        _ring.Reserve(links ? 2u : 1u);
        if (outgoing.Chain.Count == 1)
        {
            NativeRange range = _sentPieces[outgoing.Chain.First].Range;
            _ring.Send(client.Descriptor, range.Address, range.Length, AtOnce, flags, tag);
        }
        else
        {
            int count = List(ref outgoing);
            _ring.SendGathered(client.Descriptor, _ranges.AsSpan(0, count), AtOnce, flags, tag);
        }

        if (links)
        {
            Receive(client);
        }

        if (!Context.Traces)
        {
            // As good as sent; what the kernel does not take after all is taken back.
            CountSent(client, outgoing.Chain.Length);
        }
    }

    /// <summary>Lists the places of what goes out. What one message can't gather waits for the next turn.</summary>
    private int List(ref Outgoing outgoing)
    {
        int count = 0;
        int left = outgoing.Chain.Length;
        for (int index = outgoing.Chain.First; left > 0; index = _sentPieces[index].Next)
        {
            OutputPiece piece = _sentPieces[index];
            left -= piece.Range.Length;
            if (count < _ranges.Length)
            {
                _ranges[count++] = piece.Range;
                continue;
            }

            outgoing.Chain.Length -= piece.Range.Length;
            Enlist(outgoing.Client, _turnMemory.Copy(piece.Range.Bytes), OutputPiece.None);
        }

        return count;
    }

    /// <summary>The peer did not take all at once, or the send failed.</summary>
    private void FellShort(int place, int result)
    {
        ref Outgoing outgoing = ref CollectionsMarshal.AsSpan(_sent)[place];
        outgoing.IsDone = true;
        if (outgoing.HasLinkedReceive)
        {
            _receiving--;
        }

        if (!outgoing.IsCurrent)
        {
            return;
        }

        Client client = outgoing.Client;
        if (outgoing.HasLinkedReceive)
        {
            Note(client, UringWatch.Receive | UringWatch.Cancel, false);
        }

        int taken = Math.Max(result, 0);
        NoteSent(client, outgoing.Chain, taken);
        if (result < 0 && !IsTemporary(result))
        {
            Fail(client, "send", result);
            return;
        }

        Note(client, UringWatch.Bulk, true);
        Keep(client, outgoing.Chain, taken);
        SendRest(client);
        Update(client);
    }

    private static bool IsTemporary(int result) => -result is Errno.Numbers.EAGAIN or Errno.Numbers.EINTR or Canceled;

    private void NoteSent(Client client, OutputChain chain, int taken)
    {
        client.Queued -= taken;
        if (!Context.Traces)
        {
            CountSent(client, taken - chain.Length);
            return;
        }

        for (int index = chain.First; taken > 0; index = _sentPieces[index].Next)
        {
            ReadOnlySpan<byte> data = _sentPieces[index].Range.Bytes;
            Sent(client, data[..Math.Min(taken, data.Length)]);
            taken -= data.Length;
        }
    }

    /// <summary>Copies what the peer did not take, so that the memory it lies in is free.</summary>
    private void Keep(Client client, OutputChain chain, int taken)
    {
        UringRest rest = RestOf(client) ?? NewRest(client);
        int left = chain.Length;
        for (int index = chain.First; left > 0; index = _sentPieces[index].Next)
        {
            NativeRange range = _sentPieces[index].Range;
            left -= range.Length;
            if (taken < range.Length)
            {
                rest.Add(range.From(taken).Bytes);
            }

            taken = Math.Max(taken - range.Length, 0);
        }
    }

    private void SendRest(Client client)
    {
        Note(client, UringWatch.SendRest, true);
        int count = RestOf(client)!.List(_ranges.AsSpan(0, RestVectors));
        _ring.Reserve(1);
        _ring.SendGathered(client.Descriptor, _ranges.AsSpan(0, count), (int)MessageFlags.NoSignal, IoUringRequestFlags.None, RestTag(client).Value);
    }

    private void RestSent(UringTag tag, int result)
    {
        if (_orphans.Remove(tag.Value, out UringRest? orphan))
        {
            orphan.Dispose();
            return;
        }

        if (!TryGet(tag.Place, out Client? client) || !tag.IsOf(client))
        {
            return;
        }

        Note(client, UringWatch.SendRest, false);
        if (result < 0 && !IsTemporary(result))
        {
            Fail(client, "send", result);
            return;
        }

        UringRest rest = RestOf(client)!;
        int taken = Math.Max(result, 0);
        client.Queued -= taken;
        while (taken > 0)
        {
            ReadOnlySpan<byte> piece = rest.Oldest(taken);
            Sent(client, piece);
            taken -= piece.Length;
            rest.Advance(piece.Length);
        }

        if (!rest.IsEmpty)
        {
            SendRest(client);
        }
        else if (!client.HasPending)
        {
            OutputDone(client);
        }
    }

    /// <summary>All was handed over and all completions were worked through, so what was not told of was sent.</summary>
    private void Settle()
    {
        for (int place = 0; place < _sent.Count; place++)
        {
            Outgoing outgoing = _sent[place];
            if (outgoing.IsDone || !outgoing.IsCurrent)
            {
                continue;
            }

            NoteSent(outgoing.Client, outgoing.Chain, outgoing.Chain.Length);
            if (!outgoing.Client.HasPending)
            {
                OutputDone(outgoing.Client);
            }
        }

        for (int index = 0; index < _sentPieces.Count; index++)
        {
            if (_sentPieces[index].Buffer is var buffer and not OutputPiece.None)
            {
                _buffers.Release(buffer);
            }
        }

        _sent.Clear();
        _sentPieces.Clear();
        _sentMemory.Clear();
        _buffers.Publish();
    }
}
