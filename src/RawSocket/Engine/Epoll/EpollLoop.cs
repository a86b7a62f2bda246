using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>
/// A loop over epoll(7), level-triggered. Each client is received from once per turn into one buffer for all, so none starves the
/// others; it has memory of its own only while its peer does not take what is sent.
/// </summary>
internal sealed partial class EpollLoop : EventLoop
{
    private const int AcceptsPerTurn = 64;
    private readonly NativeBlock _buffer;
    private readonly SafeDescriptor _epoll;
    private readonly EpollReport[] _reports = new EpollReport[256];
    private readonly int _wake;
    private readonly int _poll;

    internal EpollLoop(LoopGroup group, EngineContext context)
        : base(group, context)
    {
        _mode = context.Options.PollMode;
        _buffer = new NativeBlock(context.Options.BufferSize);
        _poll = Sys.EpollCreate();
        if (_poll < 0)
        {
            Wake.Dispose();
            throw RawSocketException.FromResult("epoll_create1", _poll);
        }

        _epoll = new SafeDescriptor(_poll);
        _wake = Wake.Number;
    }

    public override void Dispose()
    {
        // As the wake-up's: the loop's own affair, and no part of what it does for its user.
        using (CallTrace.To(null))
        {
            _epoll.Dispose();
        }

        _buffer.Dispose();
    }

    internal override void Send(Client client, ReadOnlySpan<byte> data)
    {
        if (!client.IsOpen || data.IsEmpty)
        {
            return;
        }

        int sent = client.HasPending ? 0 : SendNow(client, data);
        if (sent < 0 || sent == data.Length)
        {
            return;
        }

        (client.More().Pending ??= new ByteQueue()).Append(data[sent..]);
        client.Queued += data.Length - sent;
        Update(client);
    }

    // Most are received from again before anything more has come; so the set is changed only when something has.
    internal override void Pause(Client client) => client.Flags |= ClientFlags.Paused;

    internal override void Flush(Client client)
    {
        if (client is { IsOpen: true, HasPending: true })
        {
            SendPending(client);
        }
    }

    private protected override void Open() => Require("epoll_ctl", Sys.EpollWatch(_poll, _wake, Sys.EpollIn));

    private protected override void Watch(Listener listener, bool accepts)
    {
        int result = accepts
            ? Sys.EpollWatch(_poll, listener.Descriptor, Sys.EpollIn)
            : Sys.EpollForget(_poll, listener.Descriptor);
        Require("epoll_ctl", result);
    }

    private protected override void Watch(DatagramPort port)
    {
        uint events = port.HasPending ? Sys.EpollOut : Sys.EpollIn;
        int result = port.Watched == 0 ? Sys.EpollWatch(_poll, port.Descriptor, events) : Sys.EpollChange(_poll, port.Descriptor, events);
        port.Watched = events;
        Require("epoll_ctl", result);
    }

    private protected override bool Begin(Client client)
    {
        client.Watched = (byte)Desired(client);
        int result = Sys.EpollWatch(_poll, client.Descriptor, client.Watched);
        if (result < 0)
        {
            Fail(client, "epoll_ctl", result);
        }

        return result >= 0;
    }

    // The first request is often there already; this saves a turn through epoll_wait.
    private protected override void LookAtFirst(Client client)
    {
        if (WantsInput(client))
        {
            Receive(client);
        }
    }

    private protected override void Update(Client client)
    {
        uint desired = Desired(client);
        if (client.IsOpen && desired != client.Watched)
        {
            client.Watched = (byte)desired;
            Require("epoll_ctl", Sys.EpollChange(_poll, client.Descriptor, desired));
        }
    }

    // Closing the descriptor takes it out of the set only if nobody has a duplicate of it, epoll(7).
    private protected override void Close(Client client)
    {
        if (client.Extra is { IsShared: true })
        {
            _ = Sys.EpollForget(_poll, client.Descriptor);
        }

        _ = Sys.Close(client.Descriptor);
    }

    private protected override void Quiet()
    {
    }

    private protected override void Turn(int timeout)
    {
        int count = Wait(timeout);
        Require("epoll_wait", count);
        ReadClock();
        for (int i = 0; i < count; i++)
        {
            EpollReport report = _reports[i];
            if (TryGet(report.Descriptor, out Client? client))
            {
                Serve(client, report.Events);
            }
            else
            {
                ServeOther(report.Descriptor);
            }
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

            Take(accepted);
            if (!MayAcceptAfter(listener, DescriptorReserve.RoomAfter(accepted.Descriptor)))
            {
                return false;
            }
        }

        return true;
    }

    private void ServeOther(int descriptor)
    {
        if (descriptor == _wake)
        {
            EmptyInbox();
        }
        else if (FindListener(descriptor) is { } listener)
        {
            AcceptBatch(listener);
        }
        else if (FindDatagramPort(descriptor) is { } port)
        {
            Serve(port);
        }
    }

    private void Serve(DatagramPort port)
    {
        bool waited = port.HasPending;
        port.Serve();
        CountDatagrams(port.TakeReceived(), port.TakeSent());
        if (waited != port.HasPending)
        {
            Watch(port);
        }
    }

    private uint Desired(Client client) =>
        (WantsInput(client) ? Sys.EpollIn : 0) | (client.HasPending || WantsToGenerate(client) ? Sys.EpollOut : 0);
}
