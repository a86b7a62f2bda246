using System.Net;
using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

/// <summary>An engine that is started when the test says.</summary>
internal sealed class EngineRun : IDisposable
{
    private readonly EventHub _hub = new();
    private readonly ManualResetEventSlim _ended = new();

    internal EngineRun(EchoEngine engine)
    {
        Events = _hub.Subscribe();
        EngineContext context = TestContexts.Echo(new EchoServerOptions { BufferSize = 4096 }, _hub);
        Engine = new LoopGroup(context, 1, EchoEngines.Maker(engine));
        Engine.First.Listeners.Add(new Listener(Listener));
        Listener.SetNonBlocking(true);
    }

    internal RawSocket Listener { get; } = Loopback.Listener();

    internal EndPoint EndPoint => Listener.LocalEndPoint!;

    internal LoopGroup Engine { get; }

    internal EventSubscription Events { get; }

    internal Exception? Fault { get; private set; }

    internal void StartAndWait()
    {
        Engine.Start("Test", fault =>
        {
            Fault = fault;
            _ended.Set();
        });
        Assert.True(_ended.Wait(Bounded.Limit, Bounded.Token), "The engine did not end.");
    }

    public void Dispose()
    {
        Events.Dispose();
        Listener.Dispose();
        _ended.Dispose();
    }
}
