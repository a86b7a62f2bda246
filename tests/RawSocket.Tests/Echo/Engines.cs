using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

/// <summary>The engines that this machine has; what holds for one holds for all.</summary>
internal static class Engines
{
    public static TheoryData<EchoEngine> All => UringLoop.WhyNot() is null ? [EchoEngine.Epoll, EchoEngine.IoUring] : [EchoEngine.Epoll];

    /// <summary>A running server with one of them, or a skipped test where the machine does not have it.</summary>
    internal static WatchedServer Watch(EchoEngine engine, EchoServerOptions? options = null)
    {
        Assert.SkipUnless(engine != EchoEngine.IoUring || UringLoop.WhyNot() is null, "This machine has no io_uring for us.");
        return new WatchedServer((options ?? new EchoServerOptions()) with { Engine = engine });
    }
}
