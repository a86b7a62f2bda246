using System.Net;
using RawSockets.Load;

namespace RawSockets.Tests.Load;

/// <summary>A measurement from its beginning to its end.</summary>
internal static class Measured
{
    internal static EchoMeasurement By(LoadOptions options)
    {
        using LoadRun run = LoadRun.Start(options);
        using var limit = Bounded.Token.Register(run.Stop);
        return run.Finish();
    }

    /// <summary>So many messages of 64 bytes, over one connection.</summary>
    internal static EchoMeasurement Messages(EndPoint server, int count, int depth = 1, int timeout = 5000, SocketType type = SocketType.Stream) => By(new LoadOptions
    {
        EndPoint = server,
        SocketType = type,
        Count = count,
        Depth = depth,
        Timeout = TimeSpan.FromMilliseconds(timeout),
    });
}
