using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>One netlink socket, netlink(7).</summary>
public sealed class NetlinkSocketState : SocketState
{
    private readonly Interop.NetlinkDiagMessage _row;

    internal NetlinkSocketState(SocketStateReader reader, in Interop.NetlinkDiagMessage row)
        : base(reader) => _row = row;

    /// <inheritdoc/>
    public override SocketProtocol Protocol => SocketProtocol.Netlink;

    /// <inheritdoc/>
    public override AddressFamily Family => AddressFamily.Netlink;

    /// <inheritdoc/>
    public override SocketType Type => (SocketType)_row.Type;

    /// <summary>Established for a socket with a peer, Closed otherwise.</summary>
    public override TcpState State => _row.State == 1 ? TcpState.Established : TcpState.Closed;

    /// <summary>The part of the kernel that it is about, such as route, as ss(8) calls it; or its number.</summary>
    public override string LocalAddress => NetlinkProtocols.NameOf(_row.Protocol);

    /// <summary>The port id; 0 for the kernel's own end.</summary>
    public override long? LocalPort => _row.PortId;

    /// <summary>Null: the peer is known by its port id.</summary>
    public override string? RemoteAddress => null;

    /// <summary>The port id of the peer; 0 is the kernel.</summary>
    public override long? RemotePort => _row.DestinationPortId;

    /// <inheritdoc/>
    public override EndPoint LocalEndPoint => new NetlinkEndPoint(_row.PortId, Groups is [var first, ..] ? first : 0);

    /// <inheritdoc/>
    public override EndPoint RemoteEndPoint => new NetlinkEndPoint(_row.DestinationPortId, 0);

    /// <summary>What the messages to be received take, in bytes.</summary>
    public override long ReceiveQueue => Memory?.Received ?? 0;

    /// <summary>What the messages to be sent take, in bytes.</summary>
    public override long SendQueue => Memory?.Sent ?? 0;

    /// <inheritdoc/>
    public override uint Inode => _row.Inode;

    /// <inheritdoc/>
    public override ulong Cookie => ((ulong)_row.CookieHigh << 32) | _row.CookieLow;

    /// <inheritdoc/>
    public override SocketMemory? Memory => MemoryBytes is null ? null : SocketMemory.Read(MemoryBytes);

    /// <summary>The number of the netlink family, such as 0 for NETLINK_ROUTE.</summary>
    public int NetlinkProtocol => _row.Protocol;

    /// <summary>The multicast groups, a bit for each, 32 in each number.</summary>
    public IReadOnlyList<uint> Groups { get; internal set; } = [];

    internal byte[]? MemoryBytes { get; set; }
}
