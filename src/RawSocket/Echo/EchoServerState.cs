namespace RawSockets.Echo;

/// <summary>Where an echo server is in its life.</summary>
public enum EchoServerState
{
    /// <summary>It accepts connections and echoes.</summary>
    Running,

    /// <summary>It takes no new connections and echoes what was already received.</summary>
    Stopping,

    /// <summary>It ended; its descriptors are closed.</summary>
    Stopped,

    /// <summary>It ended because it failed; <see cref="EchoServer.Fault"/> says why.</summary>
    Faulted,
}
