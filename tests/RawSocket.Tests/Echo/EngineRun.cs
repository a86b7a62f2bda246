using System.Net;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>An engine that is started when the test says.</summary>
internal sealed class EngineRun : IDisposable
{
    private readonly EventHub _hub = new();
    private readonly ManualResetEventSlim _ended = new();

    internal EngineRun()
    {
        Events = _hub.Subscribe();
        Engine = new EpollEngine(Listener, 4096, _hub);
        Listener.SetNonBlocking(true);
    }

    internal RawSocket Listener { get; } = Loopback.Listener();

    internal EndPoint EndPoint => Listener.LocalEndPoint!;

    internal EpollEngine Engine { get; }

    internal EventSubscription Events { get; }

    internal Exception? Fault { get; private set; }

    internal void StartAndWait()
    {
        Engine.Start(fault =>
        {
            Fault = fault;
            _ended.Set();
        });
        Assert.True(_ended.Wait(Bounded.Limit, Bounded.Token), "The engine did not end.");
    }

    public void Dispose()
    {
        Engine.Dispose();
        Events.Dispose();
        Listener.Dispose();
        _ended.Dispose();
    }
}
