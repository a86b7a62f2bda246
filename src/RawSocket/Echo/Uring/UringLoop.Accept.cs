using RawSockets.Interop;

namespace RawSockets.Echo;

/// <content>Listeners and datagram sockets</content>
internal sealed partial class UringLoop
{
    private const int AcceptsPerTurn = 64;
    private readonly HashSet<int> _accepting = [];

    private protected override void Watch(Listener listener, bool accepts)
    {
        UringTag tag = new(UringRequestKind.Accept, listener.Descriptor);
        if (!accepts)
        {
            if (_accepting.Contains(listener.Descriptor))
            {
                Cancel(tag);
            }
        }
        else if (_accepting.Add(listener.Descriptor))
        {
            _ring.Accept(listener.Descriptor, tag.Value);
        }
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
                return false;
            }

            if (result < 0)
            {
                return AcceptFailed(listener, result);
            }

            Take(accepted);
        }

        return true;
    }

    private void AcceptCompleted(int descriptor, in IoUringCompletion completion)
    {
        if (!completion.HasMore)
        {
            _accepting.Remove(descriptor);
        }

        Listener listener = FindListener(descriptor)!;
        if (completion.Result >= 0)
        {
            listener.ShortageTold = false;
            Take(WithName(completion.Result, listener));
        }
        else if (completion.Result != -Canceled)
        {
            AcceptFailed(listener, completion.Result);
        }

        if (!completion.HasMore && !Draining && listener.AcceptAgainAt == long.MaxValue)
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
