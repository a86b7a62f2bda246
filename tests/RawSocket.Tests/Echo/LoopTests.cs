using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

/// <summary>A server's loop by itself, where what happens before it starts can be arranged.</summary>
public sealed class LoopTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_stop_takes_the_connections_that_the_kernel_had_completed_and_echoes_what_they_had_sent(EchoEngine engine)
    {
        using EngineRun run = new(engine);
        RawSocket[] clients = [.. Enumerable.Range(0, 100).Select(_ => Loopback.ClientOf(run.EndPoint))];
        Assert.All(clients, static (client, i) => client.Send(RandomBytes.Make(i, 1000), cancellationToken: Bounded.Token));

        run.Engine.RequestStop(20_000);
        run.StartAndWait();

        Assert.All(clients, static (client, i) => Assert.Equal(RandomBytes.Make(i, 1000), Received.UntilTheEnd(client)));
        Assert.Equal((100, 100_000, 100_000), (run.Engine.TotalConnections, run.Engine.BytesReceived, run.Engine.BytesSent));
        Array.ForEach(clients, static client => client.Dispose());
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_send_that_fails_is_told_as_one_and_what_had_been_received_is_counted(EchoEngine engine)
    {
        using EngineRun run = new(engine);
        using RawSocket client = Loopback.ClientOf(run.EndPoint);
        client.Send("last words"u8, cancellationToken: Bounded.Token);
        ConnectedPair.Reset(client);

        run.Engine.RequestStop(20_000);
        run.StartAndWait();

        Assert.Equal(EchoServerEventKind.Connected, run.Events.Take(Bounded.Token)?.Event);
        EchoServerEvent ended = run.Events.Take(Bounded.Token)!;
        Assert.Equal((EchoServerEventKind.Disconnected, DisconnectCause.Error, 10), (ended.Event, ended.Cause, ended.BytesReceived));
        Assert.Equal("send", Assert.IsType<RawSocketException>(ended.Error).SystemCall);
        Assert.Equal(ended.BytesReceived, run.Engine.BytesReceived);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void The_end_closes_all_its_descriptors(EchoEngine engine)
    {
        using EngineRun run = new(engine);
        using RawSocket client = Loopback.ClientOf(run.EndPoint);

        run.Engine.RequestStop(20_000);
        run.StartAndWait();

        Assert.True(run.Listener.IsClosed);
        Assert.Null(run.Fault);
        Assert.Empty(Received.UntilTheEnd(client));
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_failure_of_its_own_is_handed_over_and_not_thrown_on_its_thread(EchoEngine engine)
    {
        using EngineRun run = new(engine);
        run.Listener.Close();

        run.StartAndWait();

        Assert.IsType<ObjectDisposedException>(run.Fault);
    }
}
