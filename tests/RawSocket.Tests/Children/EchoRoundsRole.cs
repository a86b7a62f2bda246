using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>Connects, is echoed to and closes, many times over, and fails when a descriptor or a thread stays behind.</summary>
internal static class EchoRoundsRole
{
    private const int WarmUp = 50;
    private const int Rounds = 1000;

    internal static void Run()
    {
        Serve(WarmUp);
        int descriptors = Descriptors.Count;
        int threads = Descriptors.ThreadCount;
        Serve(Rounds);
        Eventually.True(() => Descriptors.ThreadCount == threads, $"there were {threads} threads again, not {Descriptors.ThreadCount}");
        Console.WriteLine($"{descriptors} {Descriptors.Count}");
    }

    private static void Serve(int rounds)
    {
        Serve(EchoEngine.Epoll, rounds);
        Serve(EchoEngine.Auto, rounds);
    }

    private static void Serve(EchoEngine engine, int rounds)
    {
        using EchoServer server = EchoServer.Start(new EchoServerOptions { Engine = engine });
        byte[] message = RandomBytes.Make(1, 64);
        for (int round = 0; round < rounds; round++)
        {
            Play(server, message, withRefusals: round % 20 == 0);
        }

        Eventually.True(() => server.ConnectionCount == 0, "all clients were gone");
        if (server.BytesSent != rounds * message.Length || server.TotalConnections != rounds)
        {
            throw new InvalidDataException($"{server.TotalConnections} clients, {server.BytesSent} bytes");
        }
    }

    private static void Play(EchoServer server, byte[] message, bool withRefusals)
    {
        using RawSocket client = Loopback.ClientOf(server.LocalEndPoint!);
        client.Send(message);
        byte[] echo = Received.Exactly(client, message.Length);
        if (!echo.AsSpan().SequenceEqual(message))
        {
            throw new InvalidDataException("The echo differs.");
        }

        if (withRefusals)
        {
            Refused.With("recv,ETIMEDOUT", () => client.Receive(echo, timeout: 1));
            using CancellationTokenSource cancelled = new();
            BlockedThread waiting = BlockedThread.Start(() => client.Receive(echo, cancellationToken: cancelled.Token)).UntilItWaits();
            cancelled.Cancel();
            Assert.IsType<OperationCanceledException>(waiting.End());
        }
    }
}
