using System.Net;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>A running echo server whose events a test takes one by one.</summary>
internal sealed class WatchedServer : IDisposable
{
    private readonly EventSubscription _events;

    internal WatchedServer(EchoServerOptions? options = null) => Server = EchoServer.Start(options ?? new EchoServerOptions(), out _events);

    internal EchoServer Server { get; }

    internal EndPoint EndPoint => Server.LocalEndPoint!;

    internal RawSocket Connect() => Loopback.ClientOf(EndPoint);

    /// <summary>Takes the next event and expects it to be of this kind.</summary>
    internal EchoServerEvent Next(EchoServerEventKind kind)
    {
        EchoServerEvent? taken = _events.Take(Bounded.Token);
        Assert.Equal(kind, taken?.Event);
        return taken!;
    }

    /// <summary>Takes events until one is of this kind.</summary>
    internal EchoServerEvent NextOf(EchoServerEventKind kind)
    {
        while (true)
        {
            EchoServerEvent taken = _events.Take(Bounded.Token) ?? throw new InvalidOperationException($"The events ended without {kind}.");
            if (taken.Event == kind)
            {
                return taken;
            }
        }
    }

    internal EchoServerEvent? NextOrEnd() => _events.Take(Bounded.Token);

    internal static void AssertEchoes(RawSocket client, int seed)
    {
        byte[] message = RandomBytes.Make(seed, 1000);
        client.Send(message, cancellationToken: Bounded.Token);
        Assert.Equal(message, Received.Exactly(client, message.Length));
    }

    /// <summary>The server counts what it echoed after it has sent it, so the client may be faster.</summary>
    internal static void AwaitCounter(long expected, Func<long> counter)
    {
        Eventually.True(() => counter() >= expected, $"the server counted {expected}");
        Assert.Equal(expected, counter());
    }

    public void Dispose()
    {
        Server.RequestStop(0);
        Assert.True(Server.WaitForEnd((int)Bounded.Limit.TotalMilliseconds), "The server did not stop.");
        _events.Dispose();
    }
}
