namespace RawSockets;

/// <summary>How <see cref="HappyEyeballs"/> connects.</summary>
public sealed record HappyEyeballsOptions
{
    /// <summary>The type of the sockets.</summary>
    public SocketType SocketType { get; init; } = SocketType.Stream;

    /// <summary>Their protocol; the default is the usual one for the type.</summary>
    public ProtocolType Protocol { get; init; }

    /// <summary>How long to try all addresses together, in milliseconds; -1 until the kernel gives up on each.</summary>
    public int Timeout { get; init; } = -1;

    /// <summary>RFC 8305's Connection Attempt Delay: how long one attempt is alone before the next starts too, in milliseconds.</summary>
    public int AttemptDelay { get; init; } = 250;

    /// <summary>Whether the socket's calls fail with EAGAIN instead of waiting, once it is connected (O_NONBLOCK).</summary>
    public bool NonBlocking { get; init; }
}
