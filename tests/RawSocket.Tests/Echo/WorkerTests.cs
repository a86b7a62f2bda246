using System.Net;
using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

/// <summary>Several loops, and the ways in which a loop waits.</summary>
public sealed class WorkerTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Connections_are_spread_evenly_and_all_are_served(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Workers = 4 });
        RawSocket[] clients = [.. Enumerable.Range(0, 40).Select(_ => watched.Connect())];

        Assert.All(clients, static (client, i) => WatchedServer.AssertEchoes(client, i));

        Assert.Equal([10, 10, 10, 10], watched.Server.ConnectionsPerLoop);
        Assert.Equal(40, watched.Server.GetSessions(Bounded.Token).Count);
        Assert.Equal(4, watched.Server.Workers);
        Array.ForEach(clients, static client => client.Dispose());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_stop_reaches_all_loops_and_each_gives_back_what_it_owes(EchoEngine engine)
    {
        WatchedServer watched = new(new EchoServerOptions { Engine = engine, Workers = 3 });
        RawSocket[] clients = [.. Enumerable.Range(0, 30).Select(_ => watched.Connect())];
        byte[] data = RandomBytes.Make(1, 50_000);
        Array.ForEach(clients, client => client.Send(data, cancellationToken: Bounded.Token));

        watched.Server.RequestStop(20_000);

        Assert.All(clients, client => Assert.Equal(data, Received.UntilTheEnd(client)));
        Assert.True(watched.Server.WaitForEnd(-1, Bounded.Token));
        Assert.Equal((30, 0), (watched.Server.DrainedConnections, watched.Server.TimedOutConnections));
        Array.ForEach(clients, static client => client.Dispose());
        watched.Dispose();
    }

    /// <summary>A connection that is on its way to another loop when the server stops is served there, whether that loop has clients or not.</summary>
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_stop_in_the_moment_of_connecting_loses_nobody(EchoEngine engine)
    {
        for (int round = 0; round < 100; round++)
        {
            using WatchedServer watched = new(new EchoServerOptions { Engine = engine, Workers = 4 });
            RawSocket[] clients = [.. Enumerable.Range(0, 8).Select(_ => watched.Connect())];
            Array.ForEach(clients, static client => client.Send("owed"u8, cancellationToken: Bounded.Token));

            watched.Server.RequestStop(20_000);

            Assert.All(clients, static client => Assert.Equal("owed"u8, Received.UntilTheEnd(client)));
            Array.ForEach(clients, static client => client.Dispose());
        }
    }

    [Theory]
    [InlineData(PollMode.Block)]
    [InlineData(PollMode.Adaptive)]
    [InlineData(PollMode.Spin)]
    public void Every_poll_mode_echoes_and_stops(PollMode mode)
    {
        using WatchedServer watched = new(new EchoServerOptions { PollMode = mode });
        using RawSocket client = watched.Connect();

        for (int i = 0; i < 100; i++)
        {
            WatchedServer.AssertEchoes(client, i);
        }

        Assert.Equal(mode, watched.Server.PollMode);
    }

    [Theory]
    [InlineData(PollMode.Block)]
    [InlineData(PollMode.Adaptive)]
    public void A_server_that_has_had_traffic_costs_nothing_once_it_is_idle(PollMode mode)
    {
        // An address that no other test serves at, since its thread is found by its name, of which the kernel keeps 15 characters.
        IPEndPoint own = new(IPAddress.Parse($"127.9.8.{1 + (int)mode}"), 0);
        using WatchedServer watched = new(new EchoServerOptions { PollMode = mode, EndPoint = own });
        using RawSocket client = watched.Connect();
        WatchedServer.AssertEchoes(client, 1);
        Thread.Sleep(50);
        TimeSpan before = LoopTime(watched);

        Thread.Sleep(500);

        Assert.InRange((LoopTime(watched) - before).TotalMilliseconds, 0, 20);
    }

    // proc(5), /proc/self/task/TID/stat: fields 14 and 15 are ticks of a hundredth of a second.
    private static TimeSpan LoopTime(WatchedServer watched)
    {
        string name = $"Echo {watched.EndPoint}"[..15];
        foreach (string task in Directory.EnumerateDirectories("/proc/self/task"))
        {
            if (File.ReadAllText($"{task}/comm").TrimEnd('\n') == name)
            {
                string[] fields = File.ReadAllText($"{task}/stat").Split(") ")[^1].Split(' ');
                return TimeSpan.FromMilliseconds(10 * (int.Parse(fields[11], null) + int.Parse(fields[12], null)));
            }
        }

        throw new InvalidOperationException($"There is no thread {name}.");
    }
}
