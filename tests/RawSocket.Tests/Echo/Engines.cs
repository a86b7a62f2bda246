using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>The engines that this machine has; what holds for one holds for all.</summary>
internal static class Engines
{
    public static TheoryData<EchoEngine> All => UringLoop.WhyNot() is null ? [EchoEngine.Epoll, EchoEngine.IoUring] : [EchoEngine.Epoll];
}
