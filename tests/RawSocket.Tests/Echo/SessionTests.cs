using System.Diagnostics.Metrics;
using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

/// <summary>What can be seen of a running server.</summary>
public sealed class SessionTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Sessions_tell_who_is_connected_and_what_went_through(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine });
        using RawSocket first = watched.Connect();
        WatchedServer.AssertEchoes(first, 1);
        using RawSocket second = watched.Connect();
        Eventually.True(() => watched.Server.ConnectionCount == 2, "both are connected");

        IReadOnlyList<EchoSession> sessions = watched.Server.GetSessions(Bounded.Token);

        Assert.Equal([first.LocalEndPoint, second.LocalEndPoint], sessions.Select(static session => session.RemoteEndPoint));
        Assert.Equal([(1000, 1000), (0, 0)], sessions.Select(static session => ((int)session.BytesReceived, (int)session.BytesSent)));
        Assert.All(sessions, session => Assert.Same(watched.Server, session.Server));
        Assert.True(sessions[0].Id < sessions[1].Id);
        Assert.InRange(sessions[0].Age, sessions[0].IdleTime, Bounded.Limit);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void What_waits_for_a_slow_client_is_told(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine });
        using RawSocket slow = watched.Connect();
        slow.SetNonBlocking(true);
        byte[] data = new byte[1_000_000];
        Eventually.True(() => slow.Send(data) < data.Length && Queued() > 0, "something waits for the client");

        long Queued() => watched.Server.GetSessions(Bounded.Token).Sum(static session => session.BytesQueued);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void One_session_can_be_ended_and_the_others_go_on(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine });
        using RawSocket first = watched.Connect();
        using RawSocket second = watched.Connect();
        Eventually.True(() => watched.Server.ConnectionCount == 2, "both are connected");
        long id = watched.Server.GetSessions(Bounded.Token)[0].Id;

        Assert.True(watched.Server.Disconnect(id, Bounded.Token));

        Assert.Empty(Received.UntilTheEnd(first));
        Assert.Equal(DisconnectCause.Disconnected, watched.NextOf(EchoServerEventKind.Disconnected).Cause);
        WatchedServer.AssertEchoes(second, 2);
        Assert.False(watched.Server.Disconnect(id, Bounded.Token));
    }

    [Fact]
    public void A_server_that_has_ended_has_no_sessions()
    {
        using WatchedServer watched = new();
        watched.Server.RequestStop(0);
        watched.Server.WaitForEnd(-1, Bounded.Token);

        Assert.Empty(watched.Server.GetSessions(Bounded.Token));
        Assert.False(watched.Server.Disconnect(1, Bounded.Token));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_trace_shows_each_direction_and_nothing_that_could_steer_a_terminal(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Trace = true });
        using RawSocket client = watched.Connect();

        client.Send("red \e[31m\r\n and then more"u8, cancellationToken: Bounded.Token);
        _ = Received.Exactly(client, 25);

        var received = Assert.IsType<EchoDataEvent>(watched.NextOf(EchoServerEventKind.Data));
        var sent = Assert.IsType<EchoDataEvent>(watched.NextOf(EchoServerEventKind.Data));
        Assert.Equal((EchoDirection.Received, EchoDirection.Sent), (received.Direction, sent.Direction));
        Assert.Equal(client.LocalEndPoint, received.RemoteEndPoint);
        Assert.Equal(
            "00000000  72 65 64 20 1b 5b 33 31  6d 0d 0a 20 61 6e 64 20  red .[31m.. and \n"
            + "00000010  74 68 65 6e 20 6d 6f 72  65                       then more",
            received.Dump);
        Assert.Equal(received.Dump, sent.Dump);
    }

    [Fact]
    public void Event_handlers_get_everything_and_a_failing_one_disturbs_nobody()
    {
        using WatchedServer watched = new();
        List<EchoServerEventKind> seen = [];
        watched.Server.EventOccurred += (_, happened) =>
        {
            lock (seen)
            {
                seen.Add(happened.Event.Event);
            }

            throw new InvalidOperationException("A handler's own business.");
        };
        using (RawSocket client = watched.Connect())
        {
            WatchedServer.AssertEchoes(client, 1);
        }

        Eventually.True(() => Seen().Contains(EchoServerEventKind.Disconnected), "the disconnection was told");
        Assert.Equal([EchoServerEventKind.Connected, EchoServerEventKind.Disconnected], Seen());

        EchoServerEventKind[] Seen()
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    [Fact]
    public void Instruments_count_what_the_server_counts()
    {
        Dictionary<string, double> seen = [];
        using MeterListener listener = new()
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "RawSocket.EchoServer")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        using WatchedServer watched = new();
        int port = ((System.Net.IPEndPoint)watched.EndPoint).Port;
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        using (RawSocket client = watched.Connect())
        {
            WatchedServer.AssertEchoes(client, 1);
            Eventually.True(() => watched.Server.BytesSent == 1000, "the echo was counted");
            listener.RecordObservableInstruments();
        }

        watched.NextOf(EchoServerEventKind.Disconnected);
        Eventually.True(() => seen.ContainsKey("rawsocket.server.connection.duration"), "the duration was recorded");
        Assert.Equal(1, seen["rawsocket.server.active_connections"]);
        Assert.Equal(1, seen["rawsocket.server.connections"]);
        Assert.Equal(0, seen["rawsocket.server.rejected_connections"]);
        Assert.Equal(1000, seen["rawsocket.server.io receive"]);
        Assert.Equal(1000, seen["rawsocket.server.io transmit"]);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Dictionary<string, object?> named = new(tags.ToArray());
            if (port.Equals(named.GetValueOrDefault("server.port")))
            {
                seen[named.TryGetValue("network.io.direction", out object? direction) ? $"{instrument.Name} {direction}" : instrument.Name] = value;
            }
        }
    }
}
