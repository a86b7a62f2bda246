using RawSockets.Interop;

namespace RawSockets.Tests;

/// <summary>What only a loop over io_uring has to get right: buffers that all clients share, and kernels that can do less.</summary>
public sealed class UringLoopTests
{
    private const int SmallBuffer = 4096;

    // The kernel that is here, and what Linux 6.11, 6.5 and 6.0 have.
    public static TheoryData<object, bool> Kernels => new()
    {
        { IoUringSetup.None, true },
        { IoUringSetup.None, false },
        { IoUringSetup.NoSubmissionArray, false },
        { IoUringSetup.NoSubmissionArray | IoUringSetup.DeferTaskRun, false },
        { IoUringSetup.NoSubmissionArray | IoUringSetup.DeferTaskRun, true },
    };

    /// <summary>The newest and the oldest, for tests that take long.</summary>
    public static TheoryData<object, bool> Extremes => new()
    {
        { IoUringSetup.None, true },
        { IoUringSetup.NoSubmissionArray | IoUringSetup.DeferTaskRun, false },
    };

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Messages_of_any_size_come_back_whole(object without, bool incremental)
    {
        using UringRun run = new(SmallBuffer, (IoUringSetup)without, incremental);
        using RawSocket client = run.Connect();
        int[] sizes = [1, 2, 63, 64, 1000, 4095, 4096, 4097, 8191, 16_384, 65_536, 65_537, 300_001, 3, 1];

        Assert.All(sizes, size => AssertEchoes(client, size));

        Assert.Equal((sizes.Sum(), sizes.Sum()), (run.Loops.BytesReceived, run.Loops.BytesSent));
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Many_clients_that_want_more_buffers_than_there_are_all_get_their_echo(object without, bool incremental)
    {
        using UringRun run = new(SmallBuffer, (IoUringSetup)without, incremental);
        RawSocket[] clients = [.. Enumerable.Range(0, 100).Select(_ => run.Connect())];
        byte[] data = RandomBytes.Make(1, 60_000);

        Array.ForEach(clients, client => client.Send(data, cancellationToken: Bounded.Token));

        Assert.All(clients, client => Assert.Equal(data, Received.Exactly(client, data.Length)));
        Array.ForEach(clients, static client => client.Dispose());
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Clients_that_do_not_read_hold_no_buffer_of_the_others_and_lose_nothing(object without, bool incremental)
    {
        using UringRun run = new(SmallBuffer, (IoUringSetup)without, incremental);
        RawSocket[] silent = [.. Enumerable.Range(0, 5).Select(_ => run.Connect())];
        using RawSocket other = run.Connect();
        byte[] flood = RandomBytes.Make(2, 16 * 1024 * 1024);
        CancellationToken token = Bounded.Token;
        BlockedThread[] senders = [.. silent.Select(client => BlockedThread.Start(() =>
        {
            client.Send(flood, cancellationToken: token);
            client.Shutdown(ShutdownDirection.Send);
        }).UntilItWaits())];

        for (int size = 1; size < 100_000; size *= 10)
        {
            AssertEchoes(other, size);
        }

        Assert.All(silent, client => Assert.True(flood.AsSpan().SequenceEqual(Received.UntilTheEnd(client))));
        Array.ForEach(senders, static sender => sender.EndWell());
        Array.ForEach(silent, static client => client.Dispose());
    }

    [Fact]
    public void A_thousand_clients_are_served_and_leave_nothing_behind()
    {
        using UringRun run = new(256 * 1024);
        RawSocket[] clients = [.. Enumerable.Range(0, 1000).Select(_ => run.Connect())];
        for (int i = 0; i < clients.Length; i++)
        {
            clients[i].Send(RandomBytes.Make(i, 500), cancellationToken: Bounded.Token);
        }

        Assert.All(clients, static (client, i) => Assert.Equal(RandomBytes.Make(i, 500), Received.Exactly(client, 500)));
        Assert.Equal(1000, run.Loops.ConnectionCount);
        Array.ForEach(clients, static client => client.Dispose());

        Eventually.True(() => run.Loops.ConnectionCount == 0, "all clients were gone");
        Assert.Equal((1000, 500_000, 500_000), (run.Loops.TotalConnections, run.Loops.BytesReceived, run.Loops.BytesSent));
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void A_client_that_is_reset_while_its_echo_waits_leaves_the_others_alone(object without, bool incremental)
    {
        using UringRun run = new(SmallBuffer, (IoUringSetup)without, incremental);
        using RawSocket other = run.Connect();
        for (int i = 0; i < 2; i++)
        {
            using RawSocket client = run.Connect();
            Flood.UntilStuck(client);
            ConnectedPair.Reset(client);
            AssertEchoes(other, 10_000);
        }

        Eventually.True(() => run.Loops.ConnectionCount == 1, "the clients that were reset were gone");
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_stop_gives_back_what_had_arrived_and_ends(object without, bool incremental)
    {
        using UringRun run = new(SmallBuffer, (IoUringSetup)without, incremental);
        RawSocket[] clients = [.. Enumerable.Range(0, 50).Select(_ => run.Connect())];
        Array.ForEach(clients, static client => client.Send(RandomBytes.Make(3, 30_000), cancellationToken: Bounded.Token));

        run.Loops.RequestStop(20_000);

        Assert.All(clients, static client => Assert.Equal(RandomBytes.Make(3, 30_000), Received.UntilTheEnd(client)));
        run.AwaitEnd();
        Assert.Null(run.Fault);
        Array.ForEach(clients, static client => client.Dispose());
    }

    private static void AssertEchoes(RawSocket client, int size)
    {
        byte[] data = RandomBytes.Make(size, size);
        CancellationToken token = Bounded.Token;
        BlockedThread sender = BlockedThread.Start(() => client.Send(data, cancellationToken: token));
        Assert.True(data.AsSpan().SequenceEqual(Received.Exactly(client, size)), $"The echo of {size} bytes differs.");
        sender.EndWell();
    }
}
