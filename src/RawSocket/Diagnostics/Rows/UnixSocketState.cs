using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>One Unix socket.</summary>
public sealed class UnixSocketState : SocketState
{
    private readonly uint _inode;
    private readonly ulong _cookie;

    internal UnixSocketState(SocketStateReader reader, SocketType type, TcpState state, uint inode, ulong cookie)
        : base(reader)
    {
        Type = type;
        State = state;
        _inode = inode;
        _cookie = cookie;
    }

    /// <inheritdoc/>
    public override SocketProtocol Protocol => SocketProtocol.Unix;

    /// <inheritdoc/>
    public override AddressFamily Family => AddressFamily.Unix;

    /// <inheritdoc/>
    public override SocketType Type { get; }

    /// <summary>Listen, Established, or Closed for a socket without a peer.</summary>
    public override TcpState State { get; }

    /// <summary>The path as it was given to bind(2), @ and the name for an abstract one; null for a socket without a name.</summary>
    public override string? LocalAddress => Name;

    /// <summary>Null: Unix sockets have no ports.</summary>
    public override long? LocalPort => null;

    /// <summary>Null: the kernel tells the peer's inode only, see <see cref="PeerInode"/>.</summary>
    public override string? RemoteAddress => null;

    /// <summary>Null: Unix sockets have no ports.</summary>
    public override long? RemotePort => null;

    /// <summary>The name as an address; null for a socket without one.</summary>
    public override EndPoint? LocalEndPoint => SunPath is null ? null : UnixEndPoint.FromKernel(SunPath);

    /// <summary>Null: the kernel tells the peer's inode only, see <see cref="PeerInode"/>.</summary>
    public override EndPoint? RemoteEndPoint => null;

    /// <inheritdoc/>
    public override long ReceiveQueue => Queues.Receive;

    /// <inheritdoc/>
    public override long SendQueue => Queues.Send;

    /// <inheritdoc/>
    public override uint Inode => _inode;

    /// <inheritdoc/>
    public override ulong Cookie => _cookie;

    /// <summary>The user that made the socket; null on kernels that do not say (before 5.3).</summary>
    public override uint? UserId => User;

    /// <inheritdoc/>
    public override SocketMemory? Memory => MemoryBytes is null ? null : SocketMemory.Read(MemoryBytes);

    /// <inheritdoc/>
    public override SocketShutdown? Shutdown => ShutdownBits;

    /// <summary>The path as it was given to bind(2), @ and the name for an abstract one, or null for a socket without a name. Bytes that are no printable text are written as \xHH.</summary>
    public string? Name { get; internal set; }

    /// <summary>Whether the name is no file.</summary>
    public bool IsAbstract => SunPath is [0, ..];

    /// <summary>The lower half of the inode of the socket's file, or 0.</summary>
    public uint FileInode { get; internal set; }

    /// <summary>The major number of the file's device.</summary>
    public uint FileDeviceMajor { get; internal set; }

    /// <summary>The minor number of the file's device.</summary>
    public uint FileDeviceMinor { get; internal set; }

    /// <summary>The peer's inode, 0 without a peer.</summary>
    public uint PeerInode { get; internal set; }

    internal (uint Receive, uint Send) Queues { get; set; }

    internal uint? User { get; set; }

    internal byte[]? SunPath { get; set; }

    internal byte[]? MemoryBytes { get; set; }

    internal SocketShutdown? ShutdownBits { get; set; }
}
