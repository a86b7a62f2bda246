namespace RawSockets.Tests;

public sealed class SocketWaitTests
{
    [Fact]
    public void Of_many_sockets_those_that_are_ready_are_told_in_the_order_given()
    {
        ConnectedPair[] pairs = [.. Enumerable.Range(0, 100).Select(static _ => new ConnectedPair())];
        try
        {
            RawSocket[] servers = [.. pairs.Select(static pair => pair.Server)];
            int[] chosen = [97, 3, 50];
            foreach (int index in chosen)
            {
                pairs[index].Client.Send("x"u8, cancellationToken: Bounded.Token);
                SocketWait.Any([servers[index]], PollEvents.Read, cancellationToken: Bounded.Token);
            }

            IReadOnlyList<SocketReadiness> ready = SocketWait.Any(servers, PollEvents.Read, cancellationToken: Bounded.Token);

            Assert.Equal([servers[3], servers[50], servers[97]], ready.Select(static one => one.Socket));
            Assert.All(ready, static one => Assert.True(one.Readable && !one.Writable && !one.HasError));
        }
        finally
        {
            Array.ForEach(pairs, static pair => pair.Dispose());
        }
    }

    [Fact]
    public void It_waits_until_one_becomes_ready()
    {
        using ConnectedPair pair = new();
        using RawSocket listener = Loopback.Listener();
        CancellationToken token = Bounded.Token;
        IReadOnlyList<SocketReadiness> ready = [];
        BlockedThread waiter = BlockedThread.Start(() => ready = SocketWait.Any([pair.Server, listener], PollEvents.Read, cancellationToken: token)).UntilItWaits();

        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        waiter.EndWell();

        Assert.Same(listener, Assert.Single(ready).Socket);
    }

    [Fact]
    public void A_connected_socket_is_writable_and_one_whose_buffers_are_full_is_not()
    {
        using ConnectedPair pair = new();
        Assert.True(Assert.Single(SocketWait.Any([pair.Client], PollEvents.Write, timeout: 0, Bounded.Token)).Writable);
        Refused.With("send,ETIMEDOUT", () => pair.Client.Send(new byte[64 * 1024 * 1024], timeout: 50, cancellationToken: Bounded.Token));

        Assert.Empty(SocketWait.Any([pair.Client], PollEvents.Write, timeout: 0, Bounded.Token));
    }

    [Fact]
    public void The_peers_end_of_stream_makes_a_socket_readable()
    {
        using ConnectedPair pair = new();
        pair.Client.Shutdown(ShutdownDirection.Send);

        SocketReadiness ready = Assert.Single(SocketWait.Any([pair.Server], PollEvents.Read | PollEvents.ReadHangUp, cancellationToken: Bounded.Token));

        Assert.True(ready.Readable);
        Assert.True(ready.Events.HasFlag(PollEvents.ReadHangUp));
    }

    [Fact]
    public void A_reset_is_an_error_even_when_only_writing_is_waited_for()
    {
        using ConnectedPair pair = new();
        ConnectedPair.Reset(pair.Client);
        SocketWait.Any([pair.Server], PollEvents.Read, cancellationToken: Bounded.Token);

        Assert.True(Assert.Single(SocketWait.Any([pair.Server], PollEvents.Write, cancellationToken: Bounded.Token)).HasError);
    }

    [Fact]
    public void The_close_of_any_of_them_ends_the_wait_naming_that_one()
    {
        using ConnectedPair pair = new();
        CancellationToken token = Bounded.Token;
        BlockedThread waiter = BlockedThread.Start(() => SocketWait.Any([pair.Client, pair.Server], PollEvents.Read, cancellationToken: token)).UntilItWaits();

        pair.Server.Close();

        RawSocketException refused = Assert.IsType<RawSocketException>(waiter.End());
        Assert.Equal("poll,EBADF", refused.Identifier);
        Assert.Contains($"socket {pair.Server.Descriptor} is closed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_socket_may_be_given_twice()
    {
        using ConnectedPair pair = new();

        Assert.Equal(2, SocketWait.Any([pair.Client, pair.Client], PollEvents.Write, cancellationToken: Bounded.Token).Count);
    }

    [Fact]
    public void Of_no_sockets_none_becomes_ready() => Assert.Empty(SocketWait.Any([], PollEvents.Read, timeout: 1, Bounded.Token));
}
