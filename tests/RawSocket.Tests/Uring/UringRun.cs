using RawSockets.Echo;
using RawSockets.Engine;
using RawSockets.Interop;

namespace RawSockets.Tests;

/// <summary>A running loop over io_uring, as it would be on some kernel.</summary>
internal sealed class UringRun : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();
    private readonly RawSocket _listener = Loopback.Listener();

    internal UringRun(int bufferSize, IoUringSetup without = IoUringSetup.None, bool incremental = true)
    {
        Assert.SkipUnless(UringLoop.WhyNot() is null, "This machine has no io_uring for us.");
        _listener.SetNonBlocking(true);
        EngineContext context = TestContexts.Echo(new EchoServerOptions { BufferSize = bufferSize }, new EventHub());
        Loops = new LoopGroup(context, 1, (group, shared) => new UringLoop(group, shared, without, incremental));
        Loops.First.Listeners.Add(new Listener(_listener));
        Loops.Start("Test", fault =>
        {
            Fault = fault;
            _ended.Set();
        });
    }

    internal LoopGroup Loops { get; }

    internal Exception? Fault { get; private set; }

    internal RawSocket Connect() => Loopback.ClientOf(_listener.LocalEndPoint!);

    internal void AwaitEnd() => Assert.True(_ended.Wait(Bounded.Limit, Bounded.Token), "The loop did not end.");

    public void Dispose()
    {
        Loops.RequestStop(0);
        AwaitEnd();
        _listener.Dispose();
        _ended.Dispose();
    }
}
