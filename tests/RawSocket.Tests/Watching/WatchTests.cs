using System.Diagnostics;
using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;
using RawSockets.Interop;

namespace RawSockets.Tests.Watching;

/// <summary>Watching in this process, where other tests make connections too: only the sockets of one port are looked at.</summary>
public sealed class WatchTests
{
    private const int Prompt = 15_000;

    [Fact]
    public void Polling_tells_between_which_snapshots_something_changed()
    {
        using RawSocket listener = Loopback.Bound();
        DateTimeOffset start = DateTimeOffset.Now;
        using SocketStateWatch watch = Start(listener, WatchSource.Poll);
        Assert.Equal(WatchSource.Poll, watch.Source);
        listener.Listen(4);
        SocketTransition begin = Next(watch);
        Assert.Equal((TcpState.Closed, TcpState.Listen, WatchSource.Poll), (begin.OldState, begin.NewState, begin.Source));
        Assert.False(begin.IsExact);
        Assert.InRange(begin.Earliest!.Value, start, begin.Time);
        Assert.Equal(listener.LocalEndPoint, begin.LocalEndPoint);

        listener.Close();
        SocketTransition end = Next(watch);
        Assert.Equal((TcpState.Listen, TcpState.Closed, WatchSource.Poll), (end.OldState, end.NewState, end.Source));
        Assert.InRange(end.Earliest!.Value, start, end.Time);
    }

    [Fact]
    public void A_state_that_came_and_went_between_two_snapshots_is_not_invented()
    {
        using RawSocket listener = Loopback.Listener();
        using SocketStateWatch watch = Start(listener, WatchSource.Poll);
        RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        using RawSocket server = listener.Accept(timeout: Prompt, cancellationToken: Bounded.Token);
        client.Close();
        Eventually.True(() => Rows(listener).Any(static row => row.State == TcpState.CloseWait), "the server's side was in CLOSE_WAIT");
        SocketTransition only = Next(watch);
        Assert.Equal((TcpState.Closed, TcpState.CloseWait), (only.OldState, only.NewState));
    }

    [Fact]
    public void The_end_of_a_socket_is_notified_with_the_state_that_was_last_seen()
    {
        RawSocket listener = Loopback.Listener();
        using SocketStateWatch watch = Start(listener, WatchSource.Destroy);
        listener.Close();
        SocketTransition end = Next(watch);
        Assert.Equal((TcpState.Listen, TcpState.Closed, WatchSource.Destroy), (end.OldState, end.NewState, end.Source));
        Assert.True(end.IsExact);
        Assert.Null(watch.Next(200, Bounded.Token));
    }

    [Fact]
    public void Udp_has_no_states_to_come_from()
    {
        using RawSocket first = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        first.Bind(Loopback.Address());
        IPEndPoint own = (IPEndPoint)first.LocalEndPoint!;
        using SocketStateWatch watch = SocketStateWatch.Start(new SocketStateQuery { Protocols = [SocketProtocol.Udp], LocalPorts = [own.Port] }, null, Bounded.Token);
        first.Close();
        SocketTransition end = Next(watch);
        Assert.Equal((TcpState.Closed, null, SocketProtocol.Udp), (end.OldState, end.NewState, end.Protocol));
        using RawSocket second = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        second.Bind(own);
        SocketTransition begin = Next(watch);
        Assert.Equal((null, TcpState.Closed), (begin.OldState, begin.NewState));
    }

    [Fact]
    public void Of_the_states_one_of_the_two_must_match()
    {
        using RawSocket listener = Loopback.Listener();
        SocketStateQuery query = Query(listener) with { States = TcpStates.Established };
        using SocketStateWatch watch = SocketStateWatch.Start(query, new WatchOptions { Source = WatchSource.Poll }, Bounded.Token);
        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        using RawSocket server = listener.Accept(timeout: Prompt, cancellationToken: Bounded.Token);
        Assert.Equal(TcpState.Established, Next(watch).NewState);
        listener.Close();
        Assert.Null(watch.Next(300, Bounded.Token));
    }

    [Fact]
    public void An_owner_is_looked_for_among_the_changes()
    {
        using RawSocket listener = Loopback.Bound();
        using SocketStateWatch mine = SocketStateWatch.Start(Query(listener) with { Owner = static owner => owner.ProcessId == Environment.ProcessId }, null, Bounded.Token);
        using SocketStateWatch theirs = SocketStateWatch.Start(Query(listener) with { Owner = static owner => owner.ProcessId != Environment.ProcessId }, null, Bounded.Token);
        listener.Listen(4);
        SocketTransition begin = Next(mine);
        Assert.Equal((TcpState.Listen, Environment.ProcessId), (begin.NewState, begin.ProcessId));
        Assert.NotNull(begin.ProcessName);
        Assert.Null(theirs.Next(200, Bounded.Token));
    }

    [Fact]
    public void A_filter_that_matches_nothing_gives_nothing()
    {
        using RawSocket listener = Loopback.Bound();
        using SocketStateWatch watch = SocketStateWatch.Start(Query(listener) with { InterfaceNames = ["no-such"] }, null, Bounded.Token);
        listener.Listen(4);
        Assert.Null(watch.Next(200, Bounded.Token));
    }

    [Fact]
    public void Notifications_that_had_no_room_are_told()
    {
        using RawSocket listener = Loopback.Listener();
        using DestroyEvents events = DestroyEvents.Open(null);
        using (var lease = events.Descriptor.Use())
        {
            // SO_RCVBUF, which the kernel raises to its least.
            Assert.Equal(0, Sys.SetSockOpt(lease.Number, 1, 8, BitConverter.GetBytes(1)));
        }

        for (int i = 0; i < 50; i++)
        {
            using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
            using RawSocket server = listener.Accept(timeout: Prompt, cancellationToken: Bounded.Token);
        }

        Eventually.True(() => events.Take(new SocketStateReader()) is not null && events.Lost > 0, "a loss was reported");
    }

    [Theory]
    [InlineData(WatchSource.Auto)]
    [InlineData(WatchSource.Poll)]
    public void Cancelling_ends_it_and_leaves_nothing_open(WatchSource source)
    {
        using RawSocket listener = Loopback.Listener();
        using CancellationTokenSource cancel = new();
        SocketStateWatch watch = Start(listener, source);
        BlockedThread waiting = BlockedThread.Start(() => watch.Next(-1, cancel.Token)).UntilItWaits();
        long start = Stopwatch.GetTimestamp();
        cancel.Cancel();
        Assert.IsType<OperationCanceledException>(waiting.End());
        Assert.True(Stopwatch.GetElapsedTime(start) < Bounded.Promptly);
        watch.Dispose();
        watch.Dispose();
    }

    [Fact]
    public void A_network_that_is_not_there_is_refused() =>
        Refused.With("statx,ENOENT", static () => SocketStateWatch.Start(new SocketStateQuery(), new WatchOptions { Namespace = NetworkNamespace.Find("no-such") }));

    private static SocketStateQuery Query(RawSocket listener) => new()
    {
        Protocols = [SocketProtocol.Tcp],
        LocalPorts = [((IPEndPoint)listener.LocalEndPoint!).Port],
    };

    private static SocketStateWatch Start(RawSocket listener, WatchSource source) =>
        SocketStateWatch.Start(Query(listener), new WatchOptions { Source = source }, Bounded.Token);

    private static List<SocketState> Rows(RawSocket listener) => [.. new SocketStateReader().Read(Query(listener), Bounded.Token)];

    private static SocketTransition Next(SocketStateWatch watch) =>
        watch.Next(Prompt, Bounded.Token) ?? throw new TimeoutException($"Nothing was seen within {Prompt} ms.");
}
