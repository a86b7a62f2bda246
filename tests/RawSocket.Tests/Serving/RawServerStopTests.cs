using System.Diagnostics;
using System.Net.Sockets;
using RawSockets.Serving;

namespace RawSockets.Tests.Serving;

public sealed class RawServerStopTests
{
    private static readonly RawServerOptions s_plain = new();

    [Fact]
    public void A_stop_handles_what_had_arrived_and_tells_the_end()
    {
        using ManualResetEventSlim sent = new();
        using RunningServer running = new(s_plain, (connection, line) =>
        {
            sent.Wait(Bounded.Token);
            connection.Send(line);
        });
        using Socket client = running.Client();
        client.Put("a\nb\nc\npart");
        running.Server.RequestStop();
        sent.Set();

        Assert.Equal("a\nb\nc\n", client.UntilEnd());
        running.Join();
        Assert.Equal(RawServerDisconnectCause.ServerStopped, running.WaitForEnd().Cause);
        Assert.Equal(RawServerEventKind.Stopped, running.Events[^1].Event);
        Assert.Equal((10, 6), (running.Events[^1].BytesReceived, running.Events[^1].BytesSent));
        Assert.ThrowsAny<SocketException>(running.Client);
    }

    [Fact]
    public void A_handler_can_stop_the_server()
    {
        using RunningServer running = new(s_plain, static (connection, _) =>
        {
            connection.Send("bye");
            connection.StopServer();
        });
        using Socket client = running.Client();
        client.Put("stop\n");
        Assert.Equal("bye\n", client.UntilEnd());
        running.Join();
    }

    [Fact]
    public void It_ends_after_so_many_clients_and_nobody_else_connects()
    {
        using RunningServer running = new(new RawServerOptions { Count = 2 }, static (connection, line) => connection.Send(line));
        using (Socket first = running.Client())
        using (Socket second = running.Client())
        {
            first.Put("x\n");
            second.Put("y\n");
            Assert.Equal("x\n", first.Exactly(2));
            Assert.Equal("y\n", second.Exactly(2));
            Assert.ThrowsAny<SocketException>(running.Client);
        }

        running.Join();
        Assert.Equal(2, running.Server.TotalConnections);
    }

    [Fact]
    public void It_ends_after_its_time()
    {
        using RunningServer running = new(new RawServerOptions { Timeout = 50 }, static (_, _) => { });
        using Socket client = running.Client();
        Assert.Equal("", client.UntilEnd());
        running.Join();
        Assert.Equal([RawServerEventKind.Started, RawServerEventKind.Connected, RawServerEventKind.Disconnected, RawServerEventKind.Stopped], running.Events.Select(static e => e.Event));
    }

    [Fact]
    public void A_client_that_does_not_read_is_cut_off_at_the_drain_timeout()
    {
        using RunningServer running = new(new RawServerOptions { DrainTimeout = 100 }, static (connection, _) => connection.Send(new byte[30_000_000]));
        using Socket client = running.Client();
        client.Put("go\n");
        Assert.True(SpinWait.SpinUntil(() => running.Events.Any(static e => e.Connection?.BytesPending > 0), Bounded.Limit));
        running.Server.RequestStop();
        running.Join();
        Assert.Equal(RawServerDisconnectCause.DrainTimeout, running.WaitForEnd().Cause);
    }

    [Fact]
    public void Cancelled_it_sends_what_is_queued_and_closes_idle_clients_at_once()
    {
        using (RunningServer running = new(new RawServerOptions { DrainTimeout = 5000 }, static (connection, _) => connection.Send(new byte[5_000_000])))
        using (Socket idle = running.Client())
        using (Socket reading = running.Client())
        {
            reading.Put("go\n");
            Assert.True(SpinWait.SpinUntil(() => running.Events.Any(static e => e.Connection?.BytesPending > 0), Bounded.Limit));
            Thread reader = new(() => Assert.Equal(5_000_000, reading.UntilEnd().Length));
            reader.Start();
            running.Cancel();
            reader.Join();
            Assert.Equal("", idle.UntilEnd());
        }
    }

    [Fact]
    public void An_idle_wait_ends_promptly_when_it_is_cancelled()
    {
        using RunningServer running = new(s_plain, static (_, _) => { });
        using Socket client = running.Client();
        running.WaitFor(static happened => happened.Event == RawServerEventKind.Connected);
        long start = Stopwatch.GetTimestamp();
        running.Cancel();
        Assert.True(Stopwatch.GetElapsedTime(start) < Bounded.Promptly);
    }

    [Fact]
    public void A_given_listener_stays_as_it_was()
    {
        using RawSocket listener = Loopback.Listener();
        using (RunningServer running = new(new RawServerOptions { Listener = listener, Count = 1 }, static (connection, line) => connection.Send(line)))
        using (Socket client = running.Client())
        {
            client.Put("x\n");
            Assert.Equal("x\n", client.Exactly(2));
        }

        Assert.False(listener.IsClosed);
        Assert.False(listener.NonBlocking);
        using RawSocket next = Loopback.ClientOf(listener.LocalEndPoint!);
        using RawSocket accepted = listener.Accept(5000, cancellationToken: Bounded.Token);
    }

    [Fact]
    public void Closing_a_given_listener_stops_the_server()
    {
        using RawSocket listener = Loopback.Listener();
        using RunningServer running = new(new RawServerOptions { Listener = listener }, static (_, _) => { });
        running.WaitFor(static happened => happened.Event == RawServerEventKind.Started);
        listener.Close();
        running.Join();
        Assert.Equal(RawServerEventKind.Stopped, running.Events[^1].Event);
    }

    [Fact]
    public void Closing_a_given_listener_just_as_the_server_stops_ends_both()
    {
        for (int round = 0; round < 300; round++)
        {
            using RawSocket listener = Loopback.Listener();
            using RunningServer running = new(new RawServerOptions { Listener = listener }, static (_, _) => { });
            using Barrier start = new(2);
            Thread closing = new(() =>
            {
                start.SignalAndWait(Bounded.Token);
                listener.Close();
            }) { IsBackground = true };
            closing.Start();
            start.SignalAndWait(Bounded.Token);
            running.Server.RequestStop();
            running.Join();
            Assert.True(closing.Join(Bounded.Limit), $"round {round}: the close did not end.");
        }
    }

    [Fact]
    public void Shutting_a_given_listener_down_is_told_and_ends_the_server()
    {
        using RawSocket listener = Loopback.Listener();
        using RunningServer running = new(new RawServerOptions { Listener = listener }, static (_, _) => { });
        running.WaitFor(static happened => happened.Event == RawServerEventKind.Started);
        listener.Shutdown(ShutdownDirection.Both);
        running.Join();
        RawServerEvent failed = Assert.Single(running.Events, static happened => happened.Event == RawServerEventKind.AcceptFailed);
        Assert.Equal("accept4,EINVAL", Assert.IsType<RawSocketException>(failed.Error).Identifier);
        Assert.Equal(RawServerEventKind.Stopped, running.Events[^1].Event);
    }

    [Fact]
    public void A_socket_that_cannot_be_served_is_refused_and_stays_open()
    {
        using RawSocket datagrams = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        using RawSocket bound = Loopback.Bound();
        Assert.Contains("stream", Assert.Throws<ArgumentException>(() => RawServer.Start(new RawServerOptions { Listener = datagrams })).Message, StringComparison.Ordinal);
        Assert.Contains("listen", Assert.Throws<ArgumentException>(() => RawServer.Start(new RawServerOptions { Listener = bound })).Message, StringComparison.Ordinal);
        Assert.False(datagrams.IsClosed || bound.IsClosed);
    }

    [Fact]
    public void A_busy_port_is_an_error()
    {
        using RawSocket taken = Loopback.Listener();
        RawSocketException refused = Assert.Throws<RawSocketException>(() => RawServer.Start(new RawServerOptions { EndPoint = taken.LocalEndPoint! }));
        Assert.Equal("bind,EADDRINUSE", refused.Identifier);
    }
}
