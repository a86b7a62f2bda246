namespace RawSockets.Diagnostics;

/// <summary>The directions of a socket that are shut down, shutdown(2). The values are the kernel's.</summary>
[Flags]
public enum SocketShutdown
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>Nothing is received any more.</summary>
    Receive = 1,

    /// <summary>Nothing is sent any more.</summary>
    Send = 2,

    /// <summary>Both.</summary>
    Both = 3,
}
