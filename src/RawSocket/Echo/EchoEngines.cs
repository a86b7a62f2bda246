using RawSockets.Engine;
using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>The engines that there are, and which one a server gets.</summary>
internal static class EchoEngines
{
    /// <param name="options">What was asked for.</param>
    /// <param name="note">Why it is not what was hoped for, if so.</param>
    internal static EchoEngine Choose(EchoServerOptions options, out string? note)
    {
        note = null;
        if (options.Engine != EchoEngine.Auto)
        {
            return options.Engine;
        }

        // Datagrams are received and answered in batches by either, so for them alone nothing is to be gained.
        bool hasStreams = options.EndPoints.Count > 0 || options.Sockets.Any(static socket => socket.SocketType == SocketType.Stream);
        if (!hasStreams)
        {
            return EchoEngine.Epoll;
        }

        IoUringRefusal? refusal = UringLoop.WhyNot();
        note = refusal is null ? null : $"The server uses epoll, as {refusal.Reason} ({refusal.SystemCall}, {new Errno(-refusal.Result).Name}).";
        return refusal is null ? EchoEngine.IoUring : EchoEngine.Epoll;
    }

    internal static Func<LoopGroup, EngineContext, EventLoop> Maker(EchoEngine engine) => engine == EchoEngine.IoUring
        ? static (group, context) => new UringLoop(group, context)
        : static (group, context) => new EpollLoop(group, context);
}
