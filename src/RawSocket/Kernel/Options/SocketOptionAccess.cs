namespace RawSockets;

/// <summary>Whether a socket option can be read, written or both.</summary>
[Flags]
public enum SocketOptionAccess
{
    /// <summary>By getsockopt(2).</summary>
    Read = 1,

    /// <summary>By setsockopt(2).</summary>
    Write = 2,

    /// <summary>By both.</summary>
    ReadWrite = Read | Write,
}
