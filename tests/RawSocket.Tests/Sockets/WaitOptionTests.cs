namespace RawSockets.Tests;

/// <summary>Options that act inside a blocking call: this library waits with poll(2), which knows nothing of them.</summary>
public sealed class WaitOptionTests
{
    private static readonly SocketOption s_receive = SocketOption.Find("ReceiveTimeout")!;
    private static readonly SocketOption s_send = SocketOption.Find("SendTimeout")!;
    private static readonly SocketOption s_lowWater = SocketOption.Find("ReceiveLowWatermark")!;

    [Fact]
    public void The_receive_timeout_ends_each_kind_of_receive_as_the_kernel_does()
    {
        using ConnectedPair pair = new();
        pair.Server.SetOption(s_receive, 30);
        Refused.With("recv,EAGAIN", () => pair.Server.Receive(new byte[1], cancellationToken: Bounded.Token));
        Refused.With("recv,EAGAIN", () => pair.Server.ReceiveUntil("x"u8, 100, cancellationToken: Bounded.Token));
        Refused.With("recv,EAGAIN", () => pair.Server.ReceiveText(10, System.Text.Encoding.UTF8, cancellationToken: Bounded.Token));
        pair.Client.Send("half"u8, cancellationToken: Bounded.Token);
        Refused.With("recv,EAGAIN", () => pair.Server.ReceiveExactly(new byte[8], cancellationToken: Bounded.Token));
        Assert.Equal(4, pair.Server.KeptCount);
    }

    [Fact]
    public void It_ends_the_receive_of_datagrams_and_descriptors_and_the_wait_for_a_client()
    {
        using RawSocket udp = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        udp.Bind(Loopback.Address());
        udp.SetOption(s_receive, 30);
        Refused.With("recvmsg,EAGAIN", () => udp.ReceiveDatagrams(1, 1, System.Text.Encoding.UTF8, cancellationToken: Bounded.Token));

        (RawSocket one, RawSocket two) = RawSocket.OpenPair();
        using (one)
        using (two)
        {
            two.SetOption(s_receive, 30);
            Refused.With("recvmsg,EAGAIN", () => two.ReceiveDescriptors(1, cancellationToken: Bounded.Token));
        }

        using RawSocket listener = Loopback.Listener();
        listener.SetOption(s_receive, 30);
        Refused.With("accept4,EAGAIN", () => listener.Accept(cancellationToken: Bounded.Token));
    }

    [Fact]
    public void A_connection_has_its_listeners()
    {
        using RawSocket listener = Loopback.Listener();
        listener.SetOption(s_receive, 30);
        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        using RawSocket connection = listener.Accept(cancellationToken: Bounded.Token);
        Refused.With("recv,EAGAIN", () => connection.Receive(new byte[1], cancellationToken: Bounded.Token));
    }

    [Fact]
    public void What_the_caller_names_counts_before_it_and_zero_takes_it_away()
    {
        using ConnectedPair pair = new();
        pair.Server.SetOption(s_receive, TimeSpan.FromHours(1));
        Refused.With("recv,ETIMEDOUT", () => pair.Server.Receive(new byte[1], timeout: 30, cancellationToken: Bounded.Token));
        pair.Server.SetOption(s_receive, 1);
        pair.Server.SetOption(s_receive, 0);
        BlockedThread receive = BlockedThread.Start(() => pair.Server.Receive(new byte[1], cancellationToken: Bounded.Token));
        receive.UntilItWaits();
        pair.Client.Send("x"u8, cancellationToken: Bounded.Token);
        receive.EndWell();
    }

    [Fact]
    public void The_send_timeout_ends_a_send_and_tells_how_much_went()
    {
        using ConnectedPair pair = new();
        pair.Client.SetOption(s_send, 30);
        RawSocketException error = Refused.By(() => pair.Client.Send(new byte[64 << 20], cancellationToken: Bounded.Token));
        Assert.Equal("send,EAGAIN", error.Identifier);
        Assert.InRange(error.BytesTransferred, 1, (64 << 20) - 1);
    }

    [Fact]
    public void Its_end_leaves_a_connect_to_go_on()
    {
        using FullListener full = new();
        using RawSocket socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        socket.SetOption(s_send, 30);
        Refused.With("connect,EINPROGRESS", () => socket.Connect(full.EndPoint, cancellationToken: Bounded.Token));
        socket.SetNonBlocking(true);
        Refused.With("connect,EALREADY", () => socket.Connect(full.EndPoint, cancellationToken: Bounded.Token));
    }

    [Theory]
    [InlineData(AddressFamily.Inet)]
    [InlineData(AddressFamily.Unix)]
    public void The_low_water_mark_is_waited_for(AddressFamily family)
    {
        (RawSocket from, RawSocket to) = Two(family);
        using (from)
        using (to)
        {
            to.SetOption(s_lowWater, 6);
            from.Send("abc"u8, cancellationToken: Bounded.Token);
            byte[] buffer = new byte[64];
            int count = 0;
            BlockedThread receive = BlockedThread.Start(() => count = to.Receive(buffer, cancellationToken: Bounded.Token));
            receive.UntilItWaits();
            from.Send("def"u8, cancellationToken: Bounded.Token);
            receive.EndWell();
            Assert.Equal("abcdef"u8, buffer.AsSpan(0, count));

            // Less room is less to wait for, and the end of the stream and of the time end the wait with what there is.
            from.Send("ghij"u8, cancellationToken: Bounded.Token);
            Assert.Equal(2, to.Receive(buffer.AsSpan(0, 2), cancellationToken: Bounded.Token));
            Assert.Equal(2, to.Receive(buffer, timeout: 50, cancellationToken: Bounded.Token));
            from.Send("kl"u8, cancellationToken: Bounded.Token);
            from.Shutdown(ShutdownDirection.Send);
            Assert.Equal(2, to.Receive(buffer, cancellationToken: Bounded.Token));
            Assert.Equal(0, to.Receive(buffer, cancellationToken: Bounded.Token));
        }
    }

    [Fact]
    public void One_that_was_opened_elsewhere_is_asked()
    {
        (RawSocket one, RawSocket two) = RawSocket.OpenPair();
        (RawSocket left, RawSocket right) = RawSocket.OpenPair();
        using (one)
        using (two)
        using (left)
        using (right)
        {
            left.SetOption(s_receive, 30);
            one.SendDescriptors([left.Descriptor], "x"u8, cancellationToken: Bounded.Token);
            using PassedDescriptor passed = two.ReceiveDescriptors(1, cancellationToken: Bounded.Token)!.Descriptors[0];
            Refused.With("recv,EAGAIN", () => passed.Socket!.Receive(new byte[1], cancellationToken: Bounded.Token));
        }
    }

    private static (RawSocket From, RawSocket To) Two(AddressFamily family)
    {
        if (family == AddressFamily.Unix)
        {
            return RawSocket.OpenPair();
        }

        ConnectedPair pair = new();
        return (pair.Client, pair.Server);
    }
}
