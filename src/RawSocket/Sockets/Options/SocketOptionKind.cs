namespace RawSockets;

/// <summary>What a socket option's value is.</summary>
public enum SocketOptionKind
{
    /// <summary>On or off; an int of 0 or 1 to the kernel.</summary>
    Boolean,

    /// <summary>A number; an int to the kernel.</summary>
    Integer,

    /// <summary>A time in whole seconds; an int to the kernel.</summary>
    Seconds,

    /// <summary>A time in whole milliseconds; an int to the kernel.</summary>
    Milliseconds,

    /// <summary>A time in microseconds; a struct timeval to the kernel.</summary>
    TimeVal,

    /// <summary>Whether and how long close(2) waits; a struct linger to the kernel.</summary>
    Linger,

    /// <summary>A name, such as that of a congestion control or an interface.</summary>
    Text,

    /// <summary>A struct that is shown as it is.</summary>
    Bytes,
}
