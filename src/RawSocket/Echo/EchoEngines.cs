namespace RawSockets.Echo;

/// <summary>The engines that there are, and which one a server gets.</summary>
internal static class EchoEngines
{
    internal static EchoEngine Choose(EchoServerOptions options) =>
        options.Engine == EchoEngine.Auto ? EchoEngine.Epoll : options.Engine;

    internal static Func<LoopGroup, ServerContext, EventLoop> Maker(EchoEngine engine) => static (group, context) => new EpollLoop(group, context);
}
