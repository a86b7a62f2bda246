using System.Diagnostics;
using System.Net;
using RawSockets.Reachability;

namespace RawSockets.Tests.Reachability;

/// <summary>Waiting for a port that opens, and for one that closes.</summary>
public sealed class ConnectionWaitTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task What_opens_meanwhile_is_found(string host)
    {
        using RawSocket socket = Loopback.Bound();
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Task<ConnectionTestResult> waiting = Task.Run(
            () => ConnectionWait.UntilOpen(host, port, interval: 10, cancellationToken: Bounded.Token), Bounded.Token);
        await Task.Delay(50, Bounded.Token);
        Assert.False(waiting.IsCompleted);
        socket.Listen();
        Assert.True((await waiting).Succeeded);
    }

    [Fact]
    public async Task What_closes_meanwhile_is_found()
    {
        using RawSocket socket = Loopback.Listener();
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        Task<ConnectionTestResult> waiting = Task.Run(
            () => ConnectionWait.UntilClosed("127.0.0.1", port, interval: 10, cancellationToken: Bounded.Token), Bounded.Token);
        await Task.Delay(50, Bounded.Token);
        Assert.False(waiting.IsCompleted);
        socket.Close();
        Assert.Equal("connect,ECONNREFUSED", (await waiting).Error);
    }

    [Fact]
    public void The_time_is_kept_and_the_last_try_told()
    {
        using Refuser refuser = new();
        using RawSocket listener = Loopback.Listener();
        int closed = ((IPEndPoint)refuser.EndPoint).Port;
        int open = ((IPEndPoint)listener.LocalEndPoint!).Port;
        long start = Stopwatch.GetTimestamp();
        Assert.Equal("connect,ECONNREFUSED", ConnectionWait.UntilOpen("127.0.0.1", closed, 200, cancellationToken: Bounded.Token).Error);
        Assert.True(ConnectionWait.UntilClosed("127.0.0.1", open, 200, cancellationToken: Bounded.Token).Succeeded);
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromMilliseconds(400));

        // No time at all is one look.
        Assert.True(ConnectionWait.UntilOpen("127.0.0.1", open, 0, cancellationToken: Bounded.Token).Succeeded);
        Assert.False(ConnectionWait.UntilOpen("127.0.0.1", closed, 0, cancellationToken: Bounded.Token).Succeeded);
    }

    [Fact]
    public void A_short_silence_is_no_closed_port()
    {
        using FullListener silent = new();
        int port = ((IPEndPoint)silent.EndPoint).Port;
        Assert.False(ConnectionWait.IsClosed(ConnectionWait.UntilClosed("127.0.0.1", port, 100, cancellationToken: Bounded.Token)));
        Assert.True(ConnectionWait.IsClosed(ConnectionWait.UntilClosed("127.0.0.1", port, 1500, cancellationToken: Bounded.Token)));
    }

    [Fact]
    public void A_name_that_is_gone_is_closed_and_one_that_may_come_is_waited_for()
    {
        ConnectionTestResult last = ConnectionWait.UntilOpen("no-such-host.invalid", 80, 300, 10, cancellationToken: Bounded.Token);
        Assert.StartsWith("getaddrinfo,", last.Error, StringComparison.Ordinal);
        Assert.True(ConnectionWait.IsClosed(new ConnectionTestResult
        {
            Host = "gone",
            Port = 80,
            Protocol = ProtocolType.Tcp,
            Exception = new AddressInfoException(new AddressInfoError(AddressInfoError.Numbers.EAI_NONAME), new AddressQuery { Name = "gone" }),
        }));
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using Refuser refuser = new();
        using CancellationTokenSource cancel = new(100);
        Assert.ThrowsAny<OperationCanceledException>(() => ConnectionWait.UntilOpen("127.0.0.1", ((IPEndPoint)refuser.EndPoint).Port, cancellationToken: cancel.Token));
    }
}
