using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

public abstract class EchoStopTests(EchoEngine engine)
{
    private const int Clients = 20;

    [Fact]
    public void What_was_received_before_the_stop_is_echoed_and_then_the_stream_ends()
    {
        using WatchedServer watched = Watch();
        RawSocket[] clients = [.. Enumerable.Range(0, Clients).Select(_ => watched.Connect())];
        try
        {
            for (int i = 0; i < Clients; i++)
            {
                clients[i].Send(RandomBytes.Make(i, 30_000), cancellationToken: Bounded.Token);
            }

            watched.Server.RequestStop();

            Assert.All(clients, (client, i) => Assert.Equal(RandomBytes.Make(i, 30_000), Received.UntilTheEnd(client)));
            Assert.True(watched.Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));
            Assert.Equal(Clients * 30_000, watched.Server.BytesSent);
            Assert.All(clients, _ => Assert.Equal(DisconnectCause.ServerStopped, watched.NextOf(EchoServerEventKind.Disconnected).Cause));
        }
        finally
        {
            Array.ForEach(clients, static client => client.Dispose());
        }
    }

    [Fact]
    public void A_client_that_has_not_taken_its_echo_gets_it_after_the_stop()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        long sent = Flood.UntilStuck(client);
        long received = watched.Server.BytesReceived;

        watched.Server.RequestStop(drainTimeout: -1);
        Assert.False(watched.Server.WaitForEnd(50, Bounded.Token));
        byte[] echo = Received.Exactly(client, (int)received);

        Assert.True(Flood.Data(sent).AsSpan(0, (int)received).SequenceEqual(echo));
    }

    [Fact]
    public void A_client_that_never_takes_its_echo_ends_with_the_drain_timeout()
    {
        using WatchedServer watched = Watch(new EchoServerOptions { DrainTimeout = 100 });
        using RawSocket client = watched.Connect();
        Flood.UntilStuck(client);

        watched.Server.RequestStop();

        Assert.True(watched.Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));
        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal(DisconnectCause.DrainTimeout, ended.Cause);
        Assert.True(ended.BytesReceived > ended.BytesSent);
        watched.Next(EchoServerEventKind.Stopped);
    }

    [Fact]
    public void A_client_that_never_pauses_gets_all_that_was_echoed_and_does_not_keep_the_server_from_its_end()
    {
        using WatchedServer watched = Watch();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        client.SetOption(SocketOption.Find("ReceiveBuffer")!, 4096);
        client.Connect(watched.EndPoint, cancellationToken: Bounded.Token);
        CancellationToken token = Bounded.Token;
        BlockedThread sender = BlockedThread.Start(() =>
        {
            while (true)
            {
                client.Send(new byte[1024 * 1024], cancellationToken: token);
            }
        });
        long received = 0;
        BlockedThread receiver = BlockedThread.Start(() => received = CountUntilTheEnd(client, token));
        Eventually.True(() => watched.Server.BytesReceived > 5_000_000, "the client was busy");

        watched.Server.RequestStop(drainTimeout: 10_000);

        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        receiver.EndWell();
        client.Close();
        sender.End();
        Assert.Equal(DisconnectCause.ServerStopped, ended.Cause);
        Assert.Equal(ended.BytesReceived, ended.BytesSent);
        Assert.Equal(ended.BytesSent, received);
    }

    [Fact]
    public void A_stopping_server_takes_no_new_connections()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        Flood.UntilStuck(client);
        watched.Server.RequestStop(drainTimeout: -1);

        Eventually.True(() => IsRefused(watched), "a new connection was refused");

        Assert.Equal(EchoServerState.Stopping, watched.Server.State);
    }

    [Fact]
    public void A_client_that_resets_while_the_server_drains_ends_it()
    {
        using WatchedServer watched = Watch();
        using RawSocket client = watched.Connect();
        Flood.UntilStuck(client);
        watched.Server.RequestStop(drainTimeout: -1);

        ConnectedPair.Reset(client);

        Assert.True(watched.Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds, Bounded.Token));
        Assert.Equal(DisconnectCause.Error, watched.NextOf(EchoServerEventKind.Disconnected).Cause);
    }

    private static bool IsRefused(WatchedServer watched)
    {
        using var late = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Exception? thrown = Record.Exception(() => late.Connect(watched.EndPoint, timeout: 100, Bounded.Token));
        return thrown is RawSocketException { Identifier: "connect,ECONNREFUSED" };
    }

    private static long CountUntilTheEnd(RawSocket socket, CancellationToken token)
    {
        byte[] buffer = new byte[4096];
        long count = 0;
        try
        {
            int received;
            while ((received = socket.Receive(buffer, cancellationToken: token)) > 0)
            {
                count += received;
            }
        }
        catch (RawSocketException ended) when (ended.Errno.Number == Errno.Numbers.ECONNRESET)
        {
            // What had arrived was received before; the reset answers what was sent too late.
        }

        return count;
    }

    private WatchedServer Watch(EchoServerOptions? options = null) => Engines.Watch(engine, options);
}

public sealed class EpollEchoStopTests() : EchoStopTests(EchoEngine.Epoll);

public sealed class UringEchoStopTests() : EchoStopTests(EchoEngine.IoUring);
