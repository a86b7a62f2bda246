namespace RawSockets.Diagnostics;

/// <summary>One Unix socket as the kernel lists it, sock_diag(7).</summary>
public sealed record UnixSocketEntry
{
    /// <summary>The type.</summary>
    public required SocketType Type { get; init; }

    /// <summary>Listen, Established, or Closed for a socket without a peer.</summary>
    public required TcpState State { get; init; }

    /// <summary>The inode, by which processes refer to the socket.</summary>
    public uint Inode { get; init; }

    /// <summary>A number that no other socket gets (SO_COOKIE).</summary>
    public ulong Cookie { get; init; }

    /// <summary>The path as it was given to bind(2), @ and the name for an abstract one, or null for a socket without a name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether the name is no file.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The lower half of the inode of the socket's file, or 0.</summary>
    public uint FileInode { get; init; }

    /// <summary>The major number of the file's device.</summary>
    public uint FileDeviceMajor { get; init; }

    /// <summary>The minor number of the file's device.</summary>
    public uint FileDeviceMinor { get; init; }

    /// <summary>The peer's inode, 0 without a peer.</summary>
    public uint PeerInode { get; init; }

    /// <summary>Bytes to be received; for a listener, connections to be accepted.</summary>
    public uint ReceiveQueue { get; init; }

    /// <summary>Bytes to be sent; for a listener, how many connections may wait to be accepted.</summary>
    public uint SendQueue { get; init; }

    /// <summary>The user that made the socket; null on kernels that do not say (before 5.3).</summary>
    public uint? UserId { get; init; }
}
