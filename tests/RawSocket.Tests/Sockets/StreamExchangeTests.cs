namespace RawSockets.Tests;

public sealed class StreamExchangeTests
{
    private const int Size = 16 * 1024 * 1024;

    [Fact]
    public void A_peer_that_reads_only_after_sending_all_does_not_lock_it_up()
    {
        using ConnectedPair pair = new();
        byte[] outgoing = RandomBytes.Make(1, Size);
        byte[] incoming = RandomBytes.Make(2, Size);
        byte[] received = [];
        CancellationToken token = Bounded.Token;
        BlockedThread peer = BlockedThread.Start(() =>
        {
            pair.Server.Send(incoming, cancellationToken: token);
            received = Received.Exactly(pair.Server, Size);
            pair.Server.Shutdown(ShutdownDirection.Send);
        });
        using MemoryStream collected = new();
        StreamExchange exchange = new(pair.Client, data => collected.Write(data));

        outgoing.CopyTo(exchange.Reserve(Size));
        exchange.Commit(Size);
        while (!exchange.PeerEnded)
        {
            exchange.WaitAndMove(-1, -1, token);
        }

        peer.EndWell();
        Assert.Equal(0, exchange.Pending);
        Assert.Equal((Size, Size), (exchange.BytesSent, exchange.BytesReceived));
        Assert.True(received.AsSpan().SequenceEqual(outgoing));
        Assert.True(collected.ToArray().AsSpan().SequenceEqual(incoming));
    }

    [Fact]
    public void Pieces_of_all_sizes_are_sent_in_their_order()
    {
        using ConnectedPair pair = new();
        byte[] outgoing = RandomBytes.Make(4, 3_000_000);
        StreamExchange exchange = new(pair.Client, static _ => { });
        CancellationToken token = Bounded.Token;
        byte[] received = [];
        BlockedThread peer = BlockedThread.Start(() => received = Received.Exactly(pair.Server, outgoing.Length));

        for (int start = 0, size = 1; start < outgoing.Length; start += size, size = (size * 3 % 300_007) + 1)
        {
            size = Math.Min(size, outgoing.Length - start);
            outgoing.AsSpan(start, size).CopyTo(exchange.Reserve(size));
            exchange.Commit(size);
            exchange.Move(receive: false);
        }

        while (exchange.Pending > 0)
        {
            exchange.WaitAndMove(-1, -1, token);
        }

        peer.EndWell();
        Assert.True(received.AsSpan().SequenceEqual(outgoing));
    }

    [Fact]
    public void Moving_without_receiving_leaves_the_data_in_the_kernel()
    {
        using ConnectedPair pair = new();
        StreamExchange exchange = new(pair.Client, static _ => { });
        pair.Server.Send("abc"u8, cancellationToken: Bounded.Token);
        SocketWait.Any([pair.Client], PollEvents.Read, cancellationToken: Bounded.Token);

        exchange.Move(receive: false);
        Assert.Equal(0, exchange.BytesReceived);
        exchange.Move(receive: true);
        Assert.Equal(3, exchange.BytesReceived);
    }

    [Fact]
    public void What_the_socket_kept_comes_before_what_the_kernel_has()
    {
        using ConnectedPair pair = new();
        using MemoryStream collected = new();
        StreamExchange exchange = new(pair.Client, data => collected.Write(data));
        pair.Client.Keep("first "u8);
        pair.Server.Send("second"u8, cancellationToken: Bounded.Token);
        pair.Server.Shutdown(ShutdownDirection.Send);

        while (!exchange.PeerEnded)
        {
            exchange.WaitAndMove(-1, -1, Bounded.Token);
        }

        Assert.Equal("first second"u8, collected.ToArray());
    }

    [Fact]
    public void After_the_peers_end_of_stream_the_rest_is_still_sent()
    {
        using ConnectedPair pair = new();
        StreamExchange exchange = new(pair.Client, static _ => { });
        pair.Server.Shutdown(ShutdownDirection.Send);
        while (!exchange.PeerEnded)
        {
            exchange.WaitAndMove(-1, -1, Bounded.Token);
        }

        "rest"u8.CopyTo(exchange.Reserve(4));
        exchange.Commit(4);
        exchange.WaitAndMove(-1, -1, Bounded.Token);

        Assert.Equal("rest"u8, Received.Exactly(pair.Server, 4));
    }

    [Fact]
    public void A_peer_that_ends_in_the_middle_is_an_error_that_tells_what_was_moved()
    {
        using ConnectedPair pair = new();
        StreamExchange exchange = new(pair.Client, static _ => { });
        exchange.Reserve(Size).Clear();
        exchange.Commit(Size);
        pair.Server.Send("partial"u8, cancellationToken: Bounded.Token);
        while (exchange.BytesReceived < 7)
        {
            exchange.WaitAndMove(-1, -1, Bounded.Token);
        }

        ConnectedPair.Reset(pair.Server);
        RawSocketException? refused = null;
        while (refused is null)
        {
            refused = (RawSocketException?)Record.Exception(() => exchange.WaitAndMove(-1, -1, Bounded.Token));
        }

        Assert.Contains(refused.Identifier, (string[])["send,ECONNRESET", "send,EPIPE", "recv,ECONNRESET"]);
        Assert.Equal(7, refused.BytesTransferred);
        Assert.Contains($"{exchange.BytesSent} bytes had been sent and 7 received", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_is_up_moves_nothing_and_says_that_there_is_no_input()
    {
        using ConnectedPair pair = new();
        using ConnectedPair input = new();
        StreamExchange exchange = new(pair.Client, static _ => { });

        Assert.False(exchange.WaitAndMove(1, input.Server.Descriptor, Bounded.Token));
    }

    [Fact]
    public void Input_that_becomes_readable_ends_the_wait()
    {
        using ConnectedPair pair = new();
        using ConnectedPair input = new();
        StreamExchange exchange = new(pair.Client, static _ => { });
        input.Client.Send("x"u8, cancellationToken: Bounded.Token);

        Assert.True(exchange.WaitAndMove(-1, input.Server.Descriptor, Bounded.Token));
    }

    [Fact]
    public void When_the_peer_has_ended_and_nothing_is_to_be_sent_a_wait_does_not_spin()
    {
        using ConnectedPair pair = new();
        StreamExchange exchange = new(pair.Client, static _ => { });
        pair.Server.Close();
        while (!exchange.PeerEnded)
        {
            exchange.WaitAndMove(-1, -1, Bounded.Token);
        }

        using CancellationTokenSource cancelled = new();
        BlockedThread waiter = BlockedThread.Start(() => exchange.WaitAndMove(-1, -1, cancelled.Token)).UntilItWaits();
        cancelled.Cancel();

        Assert.IsType<OperationCanceledException>(waiter.End());
    }
}
