using RawSockets.Echo;
using RawSockets.Load;

namespace RawSockets.Tests.Load;

/// <summary>Measurements of this library's own server, and what they count.</summary>
public sealed class LoadRunTests
{
    [Theory]
    [InlineData(LoadMode.PingPong, 1, 1, "64", 500)]
    [InlineData(LoadMode.PingPong, 8, 1, "64", 1001)]
    [InlineData(LoadMode.PingPong, 3, 7, "1-5000", 1000)]
    [InlineData(LoadMode.Stream, 2, null, "65536", 100)]
    [InlineData(LoadMode.Stream, 1, 2, "1000000", 10)]
    [InlineData(LoadMode.Churn, 4, null, "64-256", 200)]
    [InlineData(LoadMode.PingPong, 50, 1, "64", 7)]
    public void A_count_of_messages_is_measured_exactly(LoadMode mode, int connections, int? depth, string size, int count)
    {
        using EchoServer server = Serve();
        Assert.True(MessageSizeRange.TryParse(size, out MessageSizeRange sizes));

        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = server.LocalEndPoint!,
            Mode = mode,
            Connections = connections,
            Depth = depth,
            MessageSize = sizes,
            Count = count,
        });

        Assert.Equal("", result.Errors.ToString());
        Assert.Equal(count, result.Operations);
        Assert.Equal(count, result.LatencyCount);
        Assert.Equal((result.BytesSent, result.BytesSent), (result.BytesReceived, result.BytesVerified));
        Assert.InRange(result.BytesSent, (long)count * sizes.Minimum, (long)count * sizes.Maximum);
        Assert.False(result.Interrupted || result.Stalled);
        Assert.True(mode == LoadMode.Churn ? result.ConnectionsMade >= count : result.ConnectionsMade == connections);
    }

    [Fact]
    public void The_server_received_what_the_client_says_it_sent()
    {
        using EchoServer server = Serve();
        EchoMeasurement result = Measured.Messages(server.LocalEndPoint!, 300);
        Eventually.True(() => server.ConnectionCount == 0, "the connection was closed");
        Assert.Equal(result.BytesSent, server.BytesReceived);
        Assert.Equal(result.BytesReceived, server.BytesSent);
    }

    [Fact]
    public void A_duration_is_measured_after_the_warm_up()
    {
        using EchoServer server = Serve();
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = server.LocalEndPoint!,
            Connections = 2,
            Warmup = TimeSpan.FromMilliseconds(50),
            Duration = TimeSpan.FromMilliseconds(200),
        });

        Assert.InRange(result.ElapsedSeconds, 0.2, 2);
        Assert.Equal(result.Operations / result.ElapsedSeconds, result.OperationsPerSecond, 1e-6);
        Assert.True(result.BytesVerified > result.BytesReceived, "The warm-up is verified too.");
        Assert.InRange(result.ClientCpuShare, 0.0001, 1);
        Assert.Equal("", result.Errors.ToString());
    }

    [Fact]
    public void A_warm_up_before_a_count_does_not_count()
    {
        using EchoServer server = Serve();
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = server.LocalEndPoint!,
            Connections = 3,
            Warmup = TimeSpan.FromMilliseconds(50),
            Count = 100,
        });

        Assert.Equal((100, 6400), (result.Operations, result.BytesReceived));
        Assert.True(result.BytesVerified > 6400);
    }

    [Fact]
    public void A_schedule_is_kept()
    {
        using EchoServer server = Serve();
        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = server.LocalEndPoint!,
            Connections = 3,
            Rate = 1000,
            Warmup = TimeSpan.FromMilliseconds(100),
            Duration = TimeSpan.FromMilliseconds(300),
        });

        Assert.Equal(300, result.Operations);
        Assert.Equal((100, 100), (result.SlowestConnection, result.FastestConnection));
        Assert.Equal("", result.Errors.ToString());
    }

    [Fact]
    public void Unix_sockets_are_measured_too()
    {
        using EchoServer server = EchoServer.Start(new EchoServerOptions { EndPoint = UnixEndPoint.Parse($"@load-{Guid.NewGuid():N}") });
        EchoMeasurement result = Measured.Messages(server.LocalEndPoint!, 100, depth: 4);
        Assert.Equal(100, result.Operations);
        Assert.Null(result.CongestionControl);
    }

    [Fact]
    public void It_tells_how_it_goes()
    {
        using EchoServer server = Serve();
        using LoadRun run = LoadRun.Start(new LoadOptions
        {
            EndPoint = server.LocalEndPoint!,
            Warmup = TimeSpan.Zero,
            Duration = TimeSpan.FromMilliseconds(250),
            Interval = TimeSpan.FromMilliseconds(50),
        });
        EchoMeasurement result = run.Finish();

        List<LoadInterval> intervals = [];
        while (run.TryTake(out LoadInterval? interval))
        {
            intervals.Add(interval);
        }

        Assert.InRange(intervals.Count, 1, 5);
        Assert.InRange(intervals.Sum(static interval => interval.Operations), 1, result.Operations);
        Assert.Equal(intervals.OrderBy(static interval => interval.Progress), intervals);
    }

    [Theory]
    [InlineData(1e-10)]
    [InlineData(1e-300)]
    [InlineData(0.5)]
    public void A_run_ends_at_its_duration_however_slow_its_rate(double rate)
    {
        using EchoServer server = Serve();
        TimeSpan before = Environment.CpuUsage.TotalTime;

        EchoMeasurement result = Measured.By(new LoadOptions
        {
            EndPoint = server.LocalEndPoint!, Rate = rate, Warmup = TimeSpan.Zero, Duration = TimeSpan.FromSeconds(1),
        });

        Assert.False(result.Interrupted);
        Assert.Equal(1, result.Operations);
        Assert.InRange(result.ElapsedSeconds, 0.5, 5);
        Assert.True(Environment.CpuUsage.TotalTime - before < TimeSpan.FromSeconds(0.9), "It took a processor.");
    }

    [Fact]
    public void It_ends_early_with_what_it_has()
    {
        using EchoServer server = Serve();
        using LoadRun run = LoadRun.Start(new LoadOptions { EndPoint = server.LocalEndPoint!, Warmup = TimeSpan.Zero, Interval = TimeSpan.FromMilliseconds(20) });
        Eventually.True(() => run.TryTake(out LoadInterval? interval) && interval.Operations > 0, "something came back");
        run.Stop();
        EchoMeasurement result = run.Finish();

        Assert.True(result.Interrupted);
        Assert.True(result.Operations > 0);
        Assert.InRange(result.ElapsedSeconds, 0.001, 9);
    }

    [Fact]
    public void Nothing_stays_open()
    {
        using EchoServer server = Serve();
        Measured.Messages(server.LocalEndPoint!, 5);
        Eventually.True(() => server.ConnectionCount == 0, "the server saw the end");
        int before = Descriptors.Count;
        Measured.By(new LoadOptions { EndPoint = server.LocalEndPoint!, Connections = 20, Count = 100 });
        Eventually.True(() => Descriptors.Count <= before, "all descriptors were closed");
    }

    [Fact]
    public void It_begins_when_it_is_told_to()
    {
        using EchoServer server = Serve();
        DateTimeOffset start = DateTimeOffset.UtcNow.AddMilliseconds(300);
        EchoMeasurement result = Measured.By(new LoadOptions { EndPoint = server.LocalEndPoint!, Count = 10, StartTime = start });
        Assert.InRange(result.StartTime, start.UtcDateTime.AddMilliseconds(-1), start.UtcDateTime.AddSeconds(2));
    }

    private static EchoServer Serve() => EchoServer.Start(new EchoServerOptions { EndPoint = Loopback.Address() });
}
