namespace RawSockets.Echo;

/// <summary>The engines that there are, and which one a server gets.</summary>
internal static class EchoEngines
{
    /// <param name="options">What was asked for.</param>
    /// <param name="note">Why it is not what was hoped for, if so.</param>
    internal static EchoEngine Choose(EchoServerOptions options, out string? note)
    {
        note = null;
        return options.Engine == EchoEngine.Auto ? EchoEngine.Epoll : options.Engine;
    }

    internal static Func<LoopGroup, ServerContext, EventLoop> Maker(EchoEngine engine) => static (group, context) => new EpollLoop(group, context);
}
