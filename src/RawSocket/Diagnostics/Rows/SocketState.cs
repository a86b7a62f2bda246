using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>
/// One socket as the kernel listed it, sock_diag(7). The row is what the socket was at that moment; take a new one to see it change.
/// </summary>
public abstract partial class SocketState
{
    private readonly SocketStateReader _reader;

    private protected SocketState(SocketStateReader reader) => _reader = reader;

    private protected SocketStateReader Reader => _reader;

    /// <summary>The protocol.</summary>
    public abstract SocketProtocol Protocol { get; }

    /// <summary>The address family.</summary>
    public abstract AddressFamily Family { get; }

    /// <summary>The type.</summary>
    public abstract SocketType Type { get; }

    /// <summary>The state; sockets of other protocols than TCP are established or closed.</summary>
    public abstract TcpState State { get; }

    /// <summary>This side's address, or path, as text; null for none.</summary>
    public abstract string? LocalAddress { get; }

    /// <summary>This side's port; null where there are no ports.</summary>
    public abstract long? LocalPort { get; }

    /// <summary>The peer's address, or path, as text; null for none.</summary>
    public abstract string? RemoteAddress { get; }

    /// <summary>The peer's port; null where there are no ports.</summary>
    public abstract long? RemotePort { get; }

    /// <summary>This side's address and port; null for none.</summary>
    public abstract EndPoint? LocalEndPoint { get; }

    /// <summary>The peer's address and port; null for none, and where the kernel does not tell.</summary>
    public abstract EndPoint? RemoteEndPoint { get; }

    /// <summary>Bytes to be received; for a listener, connections to be accepted.</summary>
    public abstract long ReceiveQueue { get; }

    /// <summary>Bytes to be sent or acknowledged; for a listener, how many connections may wait to be accepted.</summary>
    public abstract long SendQueue { get; }

    /// <summary>The inode, by which processes refer to the socket; 0 once no process has it.</summary>
    public abstract uint Inode { get; }

    /// <summary>A number that no other socket gets (SO_COOKIE).</summary>
    public abstract ulong Cookie { get; }

    /// <summary>The user that made the socket; null where the kernel does not tell.</summary>
    public virtual uint? UserId => null;

    /// <summary>What the timer runs for.</summary>
    public virtual SocketTimer Timer => SocketTimer.None;

    /// <summary>When the timer ends, from the moment of the listing.</summary>
    public virtual TimeSpan TimerExpires => TimeSpan.Zero;

    /// <summary>How often data was sent again, or probes were sent, since the peer last answered.</summary>
    public virtual int Retransmits => 0;

    /// <summary>The interface that the socket is bound to, 0 for any.</summary>
    public virtual int InterfaceIndex => 0;

    /// <summary>Its name; null for any.</summary>
    public string? InterfaceName => InterfaceIndex == 0 ? null : _reader.InterfaceName(InterfaceIndex);

    /// <summary>The mark (SO_MARK), which the kernel tells root only; null otherwise.</summary>
    public virtual uint? Mark => null;

    /// <summary>What its buffers take; null where the kernel does not tell.</summary>
    public virtual SocketMemory? Memory => null;

    /// <summary>The number of the control group in which it was made; null where the kernel does not tell.</summary>
    public virtual ulong? CgroupId => null;

    /// <summary>The path of that control group below /sys/fs/cgroup; null where it is not known.</summary>
    public string? Cgroup => CgroupId is { } id ? _reader.Cgroup(id) : null;

    /// <summary>The name of the congestion control; null for other protocols than TCP.</summary>
    public virtual string? CongestionControl => null;

    /// <summary>What the kernel knows of the connection; null for other protocols than TCP.</summary>
    public virtual TcpInfo? TcpInfo => null;

    /// <summary>What the kernel knows of the connection; null for other protocols than MPTCP.</summary>
    public virtual MptcpInfo? MptcpInfo => null;

    /// <summary>The directions that are shut down; null where the kernel does not tell.</summary>
    public virtual SocketShutdown? Shutdown => null;

    /// <summary>The row of the peer, when it was asked for and the peer is on this machine.</summary>
    public SocketState? Peer { get; internal set; }

    /// <summary>Gives protocol, addresses and state.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Protocol} {LocalEndPoint} {RemoteEndPoint} {State}";
}
