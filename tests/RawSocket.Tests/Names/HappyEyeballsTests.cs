using System.Diagnostics;
using System.Net;
using RawSockets.Interop;

namespace RawSockets.Tests.Names;

public sealed class HappyEyeballsTests : IDisposable
{
    private const int Endless = 60_000;
    private readonly Peers _peers = new();
    private readonly TracedCalls _calls = new();

    public void Dispose() => _peers.Dispose();

    [Fact]
    public void Families_alternate_beginning_with_the_first_and_what_is_twice_is_tried_once()
    {
        EndPoint[] given = [V6(1), V6(2), V4(3), V6(2), V6(4), V4(5), V4(6), V4(7)];

        Assert.Equal([V6(1), V4(3), V6(2), V4(5), V6(4), V4(6), V4(7)], HappyEyeballs.Interleave(given));
        Assert.Equal([V4(3), V6(1)], HappyEyeballs.Interleave([V4(3), V6(1)]));
        Assert.Empty(HappyEyeballs.Interleave([]));
    }

    [Fact]
    public void The_first_address_wins_when_it_answers_and_nothing_else_is_tried()
    {
        EndPoint first = _peers.Answering(Peers.V6);
        EndPoint second = _peers.Answering(Peers.V4);

        RawSocket socket = Connect([first, second], new HappyEyeballsOptions { AttemptDelay = Endless });

        Assert.Equal(first, socket.RemoteEndPoint);
        Assert.Equal(AddressFamily.Inet6, socket.AddressFamily);
        Assert.NotNull(socket.LocalEndPoint);
        Assert.Equal([socket.Descriptor], _calls.Left);
        Assert.Equal([TracedCalls.PortOf(first)], _calls.Ports);
    }

    [Fact]
    public void An_address_that_does_not_answer_costs_the_stagger_and_is_closed()
    {
        EndPoint silent = _peers.Silent(Peers.V6);
        EndPoint good = _peers.Answering(Peers.V4);
        Stopwatch watch = Stopwatch.StartNew();

        RawSocket socket = Connect([silent, good], new HappyEyeballsOptions());

        Assert.InRange(watch.ElapsedMilliseconds, 240, 5000);
        Assert.Equal(good, socket.RemoteEndPoint);
        Assert.Equal([TracedCalls.PortOf(silent), TracedCalls.PortOf(good)], _calls.Ports);
        Assert.Equal(1, _calls.Timeouts);
        Assert.Equal([socket.Descriptor], _calls.Left);
    }

    [Fact]
    public void A_refusal_lets_the_next_start_at_once()
    {
        EndPoint good = _peers.Answering(Peers.V4);
        Stopwatch watch = Stopwatch.StartNew();

        RawSocket socket = Connect([_peers.Refusing(Peers.V6), good], new HappyEyeballsOptions { AttemptDelay = Endless });

        Assert.True(watch.ElapsedMilliseconds < Endless / 2);
        Assert.Equal(good, socket.RemoteEndPoint);
        Assert.Equal([socket.Descriptor], _calls.Left);
    }

    [Fact]
    public void A_refusal_lets_the_next_start_at_once_while_an_earlier_attempt_goes_on()
    {
        EndPoint silent = _peers.Silent(Peers.V6);
        EndPoint refusing = _peers.Refusing(Peers.V4);
        EndPoint good = _peers.Answering(Peers.V6);

        RawSocket socket = Connect([silent, good, refusing], new HappyEyeballsOptions { AttemptDelay = 1000 });

        Assert.Equal(good, socket.RemoteEndPoint);
        Assert.Equal([silent, refusing, good], _calls.Ports.Select(port => new[] { silent, refusing, good }.Single(it => TracedCalls.PortOf(it) == port)));
        Assert.Equal(1, _calls.Timeouts);
        Assert.Equal([socket.Descriptor], _calls.Left);
    }

    [Fact]
    public void Attempts_overlap_in_one_poll()
    {
        // With a stagger of nothing all of them are under way before the first poll.
        EndPoint good = _peers.Answering(Peers.V6);
        EndPoint silent = _peers.Silent(Peers.V4);

        RawSocket socket = Connect([silent, good], new HappyEyeballsOptions { AttemptDelay = 0 });

        Assert.Equal(good, socket.RemoteEndPoint);
        Assert.Equal(0, _calls.Timeouts);
        Assert.Contains(_calls.Lines, line => line.StartsWith("poll([{", StringComparison.Ordinal) && line.Split("POLLOUT}").Length >= 3);
        Assert.Equal([socket.Descriptor], _calls.Left);
    }

    [Fact]
    public void When_all_fail_the_first_error_is_given_and_every_one_is_named()
    {
        EndPoint[] all = [_peers.Refusing(Peers.V6), _peers.Refusing(Peers.V6), _peers.Refusing(Peers.V4)];

        var exception = Assert.Throws<RawSocketException>(() => Connect(all, new HappyEyeballsOptions { AttemptDelay = Endless }));

        Assert.Equal("connect,ECONNREFUSED", exception.Identifier);
        Assert.Equal(all[0], exception.EndPoint);
        Assert.Contains("none of 3 addresses", exception.Message, StringComparison.Ordinal);
        Assert.All(all, endPoint => Assert.Contains($"{endPoint} connect,ECONNREFUSED", exception.Message, StringComparison.Ordinal));
        Assert.Equal([.. new[] { all[0], all[2], all[1] }.Select(TracedCalls.PortOf)], _calls.Ports);
        Assert.Empty(_calls.Left);
    }

    [Fact]
    public void A_single_address_fails_with_its_own_error()
    {
        EndPoint refusing = _peers.Refusing(Peers.V4);

        var exception = Assert.Throws<RawSocketException>(() => Connect([refusing], new HappyEyeballsOptions()));

        Assert.Equal($"connect {refusing}: Connection refused (ECONNREFUSED).", exception.Message);
        Assert.Empty(_calls.Left);
    }

    [Fact]
    public void A_socket_that_cannot_be_opened_counts_as_a_failed_attempt()
    {
        EndPoint[] all = [_peers.Answering(Peers.V6), _peers.Answering(Peers.V4)];

        var exception = Assert.Throws<RawSocketException>(() =>
            Connect(all, new HappyEyeballsOptions { Protocol = ProtocolType.Udp, AttemptDelay = Endless }));

        Assert.Equal("socket,EPROTONOSUPPORT", exception.Identifier);
        Assert.All(all, endPoint => Assert.Contains($"{endPoint} socket,EPROTONOSUPPORT", exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_timeout_covers_all_attempts_and_says_what_became_of_each()
    {
        EndPoint refusing = _peers.Refusing(Peers.V6);
        EndPoint silent = _peers.Silent(Peers.V4);
        EndPoint untried = _peers.Answering(Peers.V4);
        Stopwatch watch = Stopwatch.StartNew();

        var exception = Assert.Throws<RawSocketException>(() =>
            Connect([refusing, silent, untried], new HappyEyeballsOptions { AttemptDelay = Endless, Timeout = 200 }));

        Assert.InRange(watch.ElapsedMilliseconds, 190, 5000);
        Assert.Equal("connect,ETIMEDOUT", exception.Identifier);
        Assert.Contains("within 200 ms", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{refusing} connect,ECONNREFUSED, {silent} no answer, {untried} not tried", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_calls.Left);
    }

    [Fact]
    public void Cancellation_closes_every_attempt()
    {
        using CancellationTokenSource source = new();
        EndPoint[] all = [_peers.Silent(Peers.V6), _peers.Silent(Peers.V4)];

        Assert.Throws<OperationCanceledException>(() =>
        {
            using (CallTrace.To(line =>
            {
                _calls.Lines.Add(line);
                if (_calls.Ports.Count() == 2)
                {
                    source.Cancel();
                }
            }))
            {
                HappyEyeballs.Connect(all, new HappyEyeballsOptions { AttemptDelay = 10 }, source.Token).Dispose();
            }
        });

        Assert.Equal(2, _calls.Ports.Count());
        Assert.Empty(_calls.Left);
    }

    [Fact]
    public void Cancellation_from_another_thread_wakes_the_wait()
    {
        using CancellationTokenSource source = new(100);
        EndPoint silent = _peers.Silent(Peers.V4);

        Assert.Throws<OperationCanceledException>(() => HappyEyeballs.Connect([silent], null, source.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_winner_blocks_unless_asked_otherwise(bool nonBlocking)
    {
        RawSocket socket = Connect([_peers.Answering(Peers.V4)], new HappyEyeballsOptions { NonBlocking = nonBlocking });

        Assert.Equal(nonBlocking, socket.NonBlocking);
        Assert.Equal(nonBlocking, (Sys.GetStatus(socket.Descriptor) & Sys.OpenNonBlock) != 0);
        Assert.True(socket.GetCloseOnExec());
    }

    [Fact]
    public void A_datagram_socket_is_connected_without_a_wait()
    {
        RawSocket socket = Connect([V4(9), V6(9)], new HappyEyeballsOptions { SocketType = SocketType.Dgram });

        Assert.Equal(V4(9), socket.RemoteEndPoint);
        Assert.DoesNotContain(_calls.Lines, static line => line.StartsWith("poll", StringComparison.Ordinal));
    }

    [Fact]
    public void No_address_is_an_error() =>
        Assert.Throws<ArgumentException>(() => HappyEyeballs.Connect([], null, TestContext.Current.CancellationToken));

    private static IPEndPoint V4(int port) => new(Peers.V4, port);

    private static IPEndPoint V6(int port) => new(Peers.V6, port);

    // A test that hangs is one that fails: every race has a limit.
    private RawSocket Connect(EndPoint[] candidates, HappyEyeballsOptions options)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Endless);
        using (CallTrace.To(_calls.Lines.Add))
        {
            return _peers.Keep(HappyEyeballs.Connect(candidates, options, limit.Token));
        }
    }
}
