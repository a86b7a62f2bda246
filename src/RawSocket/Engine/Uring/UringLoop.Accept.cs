using RawSockets.Interop;

namespace RawSockets.Engine;

/// <content>Listeners and datagram sockets</content>
internal sealed partial class UringLoop
{
    private const int AcceptsPerTurn = 64;
    private readonly Dictionary<int, UringRequestKind> _accepting = [];
    private bool _isNearReserve;

    // The kernel accepts by itself, as many as completions have room. Where that could take the last descriptors, it only looks.
    private protected override void Watch(Listener listener, bool accepts)
    {
        int descriptor = listener.Descriptor;
        if (!accepts)
        {
            if (_accepting.TryGetValue(descriptor, out UringRequestKind kind))
            {
                Cancel(new UringTag(kind, descriptor));
            }
        }
        else if (_accepting.TryAdd(descriptor, _isNearReserve ? UringRequestKind.Listen : UringRequestKind.Accept))
        {
            UringTag tag = new(_accepting[descriptor], descriptor);
            if (_isNearReserve)
            {
                _ring.PollReadable(descriptor, isMultishot: false, tag.Value);
            }
            else
            {
                _ring.Accept(descriptor, tag.Value);
            }
        }
    }

    private long LookAtReserve(int descriptor)
    {
        long room = DescriptorReserve.RoomAfter(descriptor);
        _isNearReserve = room < Completions;
        return room;
    }

    // One look for each time, so that what a look did not take is seen by the next.
    private protected override void Watch(DatagramPort port)
    {
        ulong tag = new UringTag(UringRequestKind.Datagrams, port.Descriptor).Value;
        if (port.HasPending)
        {
            _ring.PollWritable(port.Descriptor, tag);
        }
        else
        {
            _ring.PollReadable(port.Descriptor, isMultishot: false, tag);
        }
    }

    private protected override bool AcceptBatch(Listener listener)
    {
        for (int i = 0; i < AcceptsPerTurn; i++)
        {
            int result = listener.Accept(out Accepted accepted);
            if (result == -Errno.Numbers.EAGAIN)
            {
                // Nobody waits: a shortage, if there was one, is over.
                listener.ShortageTold = false;
                return false;
            }

            if (result < 0)
            {
                return AcceptFailed(listener, result);
            }

            long room = LookAtReserve(accepted.Descriptor);
            Take(accepted);
            if (!MayAcceptAfter(listener, room))
            {
                return false;
            }
        }

        return true;
    }

    private void AcceptCompleted(int descriptor, in IoUringCompletion completion)
    {
        if (!completion.HasMore)
        {
            _accepting.Remove(descriptor);
        }

        if (FindListener(descriptor) is not { } listener)
        {
            // It has ended since.
            _ = completion.Result < 0 ? 0 : Sys.Close(completion.Result);
            return;
        }

        if (completion.Result >= 0)
        {
            long room = LookAtReserve(completion.Result);
            Take(WithName(completion.Result, listener));
            bool mayGoOn = MayAcceptAfter(listener, room);
            listener.ShortageTold &= !mayGoOn || _isNearReserve;
            if (mayGoOn && _isNearReserve && completion.HasMore)
            {
                Watch(listener, accepts: false);
            }
        }
        else if (completion.Result != -Canceled)
        {
            AcceptFailed(listener, completion.Result);
        }

        if (!completion.HasMore)
        {
            AcceptAgain(listener);
        }
    }

    private void ConnectionsReady(int descriptor, int result)
    {
        _accepting.Remove(descriptor);
        if (FindListener(descriptor) is { } listener)
        {
            if (result != -Canceled)
            {
                AcceptBatch(listener);
            }

            AcceptAgain(listener);
        }
    }

    private void AcceptAgain(Listener listener)
    {
        if (!Draining && IsWatched(listener) && Listeners.Contains(listener))
        {
            Watch(listener, accepts: true);
        }
    }

    // A multishot accept has one room for the names of all, so it can't be used; a connection that was reset has no name any more.
    private static Accepted WithName(int descriptor, Listener listener)
    {
        Span<byte> name = stackalloc byte[SocketAddress.MaxLength];
        _ = Sys.GetPeerName(descriptor, name, out int length);
        return Accepted.Of(descriptor, listener, name[..length]);
    }

    private void DatagramsReady(int descriptor)
    {
        if (Draining || FindDatagramPort(descriptor) is not { } port)
        {
            return;
        }

        port.Serve();
        CountDatagrams(port.TakeReceived(), port.TakeSent());
        Watch(port);
    }
}
