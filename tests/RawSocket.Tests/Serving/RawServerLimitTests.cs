using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RawSockets.Engine;
using RawSockets.Serving;

namespace RawSockets.Tests.Serving;

/// <summary>What the engine gives to every server.</summary>
public sealed class RawServerLimitTests
{
    [Fact]
    public void A_client_that_is_silent_for_too_long_is_disconnected()
    {
        using RunningServer running = new(new RawServerOptions { IdleTimeout = 50 }, static (connection, line) => connection.Send(line));
        using Socket client = running.Client();
        client.Put("x\n");

        Assert.Equal("x\n", client.UntilEnd());
        Assert.Equal(RawServerDisconnectCause.IdleTimeout, running.WaitForEnd().Cause);
    }

    [Fact]
    public void A_client_whose_line_is_being_handled_is_not_idle()
    {
        using RunningServer running = new(new RawServerOptions { IdleTimeout = 50 }, static (connection, line) =>
        {
            Thread.Sleep(200);
            connection.Send(line);
        });
        using Socket first = running.Client();
        using Socket second = running.Client();
        first.Put("a\nb\n");
        second.Put("c\n");

        Assert.Equal("a\nb\n", first.Exactly(4));
        Assert.Equal("c\n", second.Exactly(2));
        Assert.Equal(RawServerDisconnectCause.IdleTimeout, running.WaitForEnd(1).Cause);
        Assert.Equal(RawServerDisconnectCause.IdleTimeout, running.WaitForEnd(2).Cause);
    }

    [Theory]
    [InlineData("denied")]
    [InlineData("not allowed")]
    [InlineData("too many")]
    public void Who_may_not_connect_is_closed_at_once_and_told(string why)
    {
        RawServerOptions options = why switch
        {
            "denied" => new RawServerOptions { DeniedAddresses = [IPNetwork.Parse("127.0.0.0/8")] },
            "not allowed" => new RawServerOptions { AllowedAddresses = [IPNetwork.Parse("10.0.0.0/8")] },
            _ => new RawServerOptions { MaxConnectionsPerAddress = 1 },
        };
        using RunningServer running = new(options, static (connection, line) => connection.Send(line));
        using Socket first = running.Client();
        if (why == "too many")
        {
            running.WaitFor(static happened => happened.Event == RawServerEventKind.Connected);
        }

        using Socket client = running.Client();
        int port = ((IPEndPoint)client.LocalEndPoint!).Port;
        Assert.Equal("", client.UntilEnd());
        RawServerEvent rejected = running.WaitFor(happened => happened.Event == RawServerEventKind.Rejected && ((IPEndPoint)happened.RemoteEndPoint!).Port == port);
        Assert.Equal(why == "too many" ? RejectionReason.MaxConnectionsPerAddress : RejectionReason.Address, rejected.Rejection);
        if (why == "too many")
        {
            first.Dispose();
            running.WaitForEnd();
            using Socket next = running.Client();
            next.Put("x\n");
            Assert.Equal("x\n", next.Exactly(2));
        }
    }

    [Fact]
    public void A_client_is_received_from_at_its_rate()
    {
        using RunningServer running = new(
            new RawServerOptions { RateLimit = 100_000, Framing = RawServerFraming.Chunk }, static (connection, _) => connection.Send("."u8.ToArray()));
        using Socket client = running.Client();
        long begin = Stopwatch.GetTimestamp();
        client.Put(new string('x', 60_000));
        client.Shutdown(SocketShutdown.Send);
        client.UntilEnd();

        Assert.Equal(60_000, running.WaitForEnd().BytesReceived);
        Assert.InRange(Stopwatch.GetElapsedTime(begin).TotalSeconds, 0.4, 20);
    }

    [Fact]
    public void A_stop_handles_what_had_come_at_a_rate_too()
    {
        int bytes = 0;
        using RunningServer running = new(
            new RawServerOptions { RateLimit = 1000, Framing = RawServerFraming.Chunk }, (_, text) => bytes += text.Length);
        using Socket client = running.Client();
        client.Put(new string('x', 5000));
        Eventually.True(() => Volatile.Read(ref bytes) > 0, "some were received");
        running.Server.RequestStop();
        running.Join();
        Assert.Equal(5000, bytes);
    }

    [Fact]
    public void Limits_that_contradict_each_other_are_refused()
    {
        Assert.Contains(
            "MaxConnectionsPerAddress: 3",
            Assert.Throws<ArgumentException>(static () => RawServer.Start(new RawServerOptions { MaxConnections = 2, MaxConnectionsPerAddress = 3 })).Message,
            StringComparison.Ordinal);
        IPNetwork one = IPNetwork.Parse("127.0.0.0/8");
        Assert.Contains(
            "127.0.0.0/8 is in both",
            Assert.Throws<ArgumentException>(() => RawServer.Start(new RawServerOptions { AllowedAddresses = [one], DeniedAddresses = [one] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_socket_of_a_connection_has_its_options_and_ends_with_it()
    {
        RawServerConnection? connection = null;
        RawSocket? socket = null;
        using RunningServer running = new(
            new RawServerOptions(),
            (one, _) => one.Send($"{one.Socket!.GetOption(SocketOption.Find("NoDelay")!)}"),
            happened => connection ??= happened.Connection);
        using (Socket client = running.Client())
        {
            client.Put("?\n");
            Assert.Equal("True\n", client.Exactly(5));
            socket = connection!.Socket;
            Assert.False(socket!.IsClosed);
        }

        running.WaitForEnd();
        Assert.True(socket.IsClosed);
        using Socket next = running.Client();
        next.Put("?\n");
        Assert.Equal("True\n", next.Exactly(5));
    }
}
