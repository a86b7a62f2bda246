using System.Net;
using System.Net.Sockets;
using RawSockets.Echo;

namespace RawSockets.Tests;

public abstract class EchoTests(EchoEngine engine)
{
    private const int Size = 6 * 1024 * 1024;

    [Fact]
    public async Task Several_clients_at_once_get_megabytes_back_byte_for_byte()
    {
        using WatchedServer watched = Watch();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async seed =>
        {
            byte[] data = RandomBytes.Make(seed, Size);
            byte[] echo = await ExchangeAsync(watched.EndPoint, data);
            Assert.True(echo.AsSpan().SequenceEqual(data), $"The echo of client {seed} differs.");
        }));

        Assert.Equal(4 * Size, watched.Server.BytesReceived);
        Assert.Equal(4 * Size, watched.Server.BytesSent);
        Assert.Equal(4, watched.Server.TotalConnections);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_buffer_of_any_size_serves(int bufferSize)
    {
        using WatchedServer watched = Watch(new EchoServerOptions { BufferSize = bufferSize });
        byte[] data = RandomBytes.Make(5, 10_000);

        Assert.Equal(data, await ExchangeAsync(watched.EndPoint, data));
    }

    [Fact]
    public async Task IPv6_is_served()
    {
        using WatchedServer watched = Watch(new EchoServerOptions { EndPoint = Loopback.Address(AddressFamily.Inet6) });
        byte[] data = RandomBytes.Make(6, 100_000);

        Assert.Equal(data, await ExchangeAsync(watched.EndPoint, data));
    }

    [Fact]
    public void What_a_client_sent_before_it_ended_its_half_comes_back_whole()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        byte[] data = RandomBytes.Make(7, 100_000);
        client.Send(data, cancellationToken: Bounded.Token);

        client.Shutdown(ShutdownDirection.Send);

        Assert.Equal(data, Received.UntilTheEnd(client));
    }

    [Fact]
    public void A_client_that_sends_nothing_gets_nothing()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();

        client.Shutdown(ShutdownDirection.Send);

        Assert.Empty(Received.UntilTheEnd(client));
    }

    [Fact]
    public void A_client_that_never_reads_is_not_read_from_and_others_are_served()
    {
        EchoServerOptions options = new();
        using WatchedServer watched = Watch(options);
        using RawSocket silent = watched.Connect();
        using RawSocket other = watched.Connect();

        long taken = Flood.UntilStuck(silent);
        long received = watched.Server.BytesReceived;
        WatchedServer.AssertEchoes(other, seed: 8);

        Assert.InRange(received, options.BufferSize, taken);
        WatchedServer.AwaitCounter(received + 1000, () => watched.Server.BytesReceived);
        Assert.InRange(watched.Server.BytesReceived - watched.Server.BytesSent, 0, options.BufferSize);
    }

    [Fact]
    public void A_client_that_starts_to_read_late_gets_everything_that_it_sent()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        byte[] data = RandomBytes.Make(9, 32 * 1024 * 1024);
        CancellationToken token = Bounded.Token;
        BlockedThread sender = BlockedThread.Start(() =>
        {
            client.Send(data, cancellationToken: token);
            client.Shutdown(ShutdownDirection.Send);
        }).UntilItWaits();

        Assert.True(data.AsSpan().SequenceEqual(Received.UntilTheEnd(client)));
        sender.EndWell();
    }

    [Fact]
    public void A_client_that_never_pauses_does_not_starve_another()
    {
        using WatchedServer watched = Watch();
        using RawSocket busy = watched.Connect();
        using RawSocket other = watched.Connect();
        using CancellationTokenSource stop = new();
        StreamExchange exchange = new(busy, static _ => { });
        BlockedThread thread = BlockedThread.Start(() =>
        {
            while (true)
            {
                exchange.Commit(exchange.Reserve(1).Length);
                exchange.WaitAndMove(-1, -1, stop.Token);
            }
        });
        Eventually.True(() => watched.Server.BytesReceived > Size, "the busy client was busy");

        for (int round = 0; round < 100; round++)
        {
            WatchedServer.AssertEchoes(other, seed: round);
        }

        stop.Cancel();
        Assert.IsType<OperationCanceledException>(thread.End());
    }

    // The peer is .NET's own, so that the library is not only held against itself.
    private static async Task<byte[]> ExchangeAsync(EndPoint server, byte[] data)
    {
        CancellationToken token = Bounded.Token;
        using Socket client = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await client.ConnectAsync(server, token);
        await using NetworkStream stream = new(client);
        Task sending = SendAsync(client, stream, data, token);
        using MemoryStream echo = new();
        await stream.CopyToAsync(echo, token);
        await sending;
        return echo.ToArray();
    }

    private static async Task SendAsync(Socket client, NetworkStream stream, byte[] data, CancellationToken token)
    {
        await stream.WriteAsync(data, token);
        client.Shutdown(SocketShutdown.Send);
    }

    private WatchedServer Watch(EchoServerOptions? options = null) => Engines.Watch(engine, options);
}

public sealed class EpollEchoTests() : EchoTests(EchoEngine.Epoll);

public sealed class UringEchoTests() : EchoTests(EchoEngine.IoUring);
