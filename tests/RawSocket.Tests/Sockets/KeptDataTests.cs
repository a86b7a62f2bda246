namespace RawSockets.Tests;

public sealed class KeptDataTests
{
    [Fact]
    public void What_was_kept_last_is_received_first_and_all_of_it_before_the_kernels()
    {
        using ConnectedPair pair = new();
        pair.Client.Send("56"u8, cancellationToken: Bounded.Token);
        pair.Server.Keep("34"u8);
        pair.Server.Keep("12"u8);

        Assert.Equal(4, pair.Server.KeptCount);
        Assert.Equal("123456"u8, Received.Exactly(pair.Server, 6));
        Assert.Equal(0, pair.Server.KeptCount);
    }

    [Fact]
    public void A_small_buffer_takes_a_part_and_leaves_the_rest()
    {
        using ConnectedPair pair = new();
        pair.Server.Keep("abc"u8);
        byte[] buffer = new byte[2];

        Assert.Equal(2, pair.Server.Receive(buffer, cancellationToken: Bounded.Token));
        Assert.Equal("ab"u8, buffer);
        Assert.Equal(1, pair.Server.KeptCount);
    }

    [Fact]
    public void Peeking_leaves_it_kept()
    {
        using ConnectedPair pair = new();
        pair.Server.Keep("abc"u8);

        Assert.Equal(3, pair.Server.Receive(new byte[8], MessageFlags.Peek, cancellationToken: Bounded.Token));

        Assert.Equal(3, pair.Server.KeptCount);
    }

    [Fact]
    public void Keeping_nothing_changes_nothing()
    {
        using ConnectedPair pair = new();

        pair.Server.Keep([]);

        Assert.Equal(0, pair.Server.KeptCount);
    }

    [Fact]
    public void It_makes_the_socket_ready_to_read()
    {
        using ConnectedPair pair = new();
        pair.Server.Keep("x"u8);

        SocketReadiness ready = Assert.Single(SocketWait.Any([pair.Client, pair.Server], PollEvents.Read, cancellationToken: Bounded.Token));

        Assert.Same(pair.Server, ready.Socket);
        Assert.True(ready.Readable);
    }

    [Fact]
    public void A_receive_of_a_whole_keeps_what_came_before_the_time_was_up()
    {
        using ConnectedPair pair = new();
        pair.Client.Send("abc"u8, cancellationToken: Bounded.Token);
        SocketWait.Any([pair.Server], PollEvents.Read, cancellationToken: Bounded.Token);

        Refused.With("recv,ETIMEDOUT", () => pair.Server.ReceiveExactly(new byte[6], timeout: 1, Bounded.Token));

        Assert.Equal(3, pair.Server.KeptCount);
        pair.Client.Send("def"u8, cancellationToken: Bounded.Token);
        Assert.Equal("abcdef"u8, Received.Exactly(pair.Server, 6));
    }

    [Fact]
    public void A_receive_of_a_whole_keeps_what_came_before_it_was_cancelled()
    {
        using ConnectedPair pair = new();
        using CancellationTokenSource cancelled = new();
        pair.Client.Send("abc"u8, cancellationToken: Bounded.Token);
        BlockedThread receiver = BlockedThread.Start(() => pair.Server.ReceiveExactly(new byte[6], cancellationToken: cancelled.Token));
        Eventually.True(() => SocketWait.Any([pair.Server], PollEvents.Read, timeout: 0, Bounded.Token).Count == 0, "the first half was received");
        receiver.UntilItWaits();

        cancelled.Cancel();

        Assert.IsType<OperationCanceledException>(receiver.End());
        Assert.Equal(3, pair.Server.KeptCount);
    }

    [Fact]
    public void A_receive_of_a_whole_ends_early_at_the_end_of_the_stream()
    {
        using ConnectedPair pair = new();
        pair.Client.Send("abc"u8, cancellationToken: Bounded.Token);
        pair.Client.Shutdown(ShutdownDirection.Send);

        Assert.Equal("abc"u8, Received.Exactly(pair.Server, 6));
        Assert.Equal(0, pair.Server.KeptCount);
    }

    [Fact]
    public void Threads_that_race_for_it_never_see_an_end_of_the_stream()
    {
        using ConnectedPair pair = new();
        using CancellationTokenSource stop = new();
        int falseEnds = 0;
        BlockedThread[] receivers = [.. Enumerable.Range(0, 2).Select(_ => BlockedThread.Start(() =>
        {
            byte[] one = new byte[1];
            while (true)
            {
                if (pair.Server.Receive(one, cancellationToken: stop.Token) == 0)
                {
                    Interlocked.Increment(ref falseEnds);
                }
            }
        }))];

        for (int i = 0; i < 50_000; i++)
        {
            pair.Server.Keep("x"u8);
            if (i % 16 == 0)
            {
                pair.Client.Send("y"u8, cancellationToken: stop.Token);
            }
        }

        stop.Cancel();
        Assert.All(receivers, static receiver => Assert.IsType<OperationCanceledException>(receiver.End()));
        Assert.Equal(0, falseEnds);
    }
}
