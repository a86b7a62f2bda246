using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>One packet socket, packet(7).</summary>
public sealed class PacketSocketState : SocketState
{
    private readonly uint _inode;
    private readonly ulong _cookie;

    internal PacketSocketState(SocketStateReader reader, SocketType type, ushort protocol, uint inode, ulong cookie)
        : base(reader)
    {
        Type = type;
        EthernetProtocol = protocol;
        _inode = inode;
        _cookie = cookie;
    }

    /// <inheritdoc/>
    public override SocketProtocol Protocol => SocketProtocol.Packet;

    /// <inheritdoc/>
    public override AddressFamily Family => AddressFamily.Packet;

    /// <inheritdoc/>
    public override SocketType Type { get; }

    /// <summary>Closed: packet sockets have no connections.</summary>
    public override TcpState State => TcpState.Closed;

    /// <summary>The interface's name, or * for all.</summary>
    public override string LocalAddress => InterfaceName ?? "*";

    /// <summary>Null: packet sockets have no ports.</summary>
    public override long? LocalPort => null;

    /// <summary>Null: packet sockets have no peer.</summary>
    public override string? RemoteAddress => null;

    /// <summary>Null: packet sockets have no ports.</summary>
    public override long? RemotePort => null;

    /// <inheritdoc/>
    public override EndPoint LocalEndPoint => new PacketEndPoint(EthernetProtocol, InterfaceIndex);

    /// <summary>Null: packet sockets have no peer.</summary>
    public override EndPoint? RemoteEndPoint => null;

    /// <summary>What the packets to be received take, in bytes.</summary>
    public override long ReceiveQueue => Memory?.Received ?? 0;

    /// <summary>What the packets to be sent take, in bytes.</summary>
    public override long SendQueue => Memory?.Sent ?? 0;

    /// <inheritdoc/>
    public override uint Inode => _inode;

    /// <inheritdoc/>
    public override ulong Cookie => _cookie;

    /// <inheritdoc/>
    public override uint? UserId => User;

    /// <inheritdoc/>
    public override int InterfaceIndex => Interface;

    /// <inheritdoc/>
    public override SocketMemory? Memory => MemoryBytes is null ? null : SocketMemory.Read(MemoryBytes);

    /// <summary>The ethernet protocol, such as 0x0800 for IPv4; 3 for all, 0 for none.</summary>
    public ushort EthernetProtocol { get; }

    internal uint? User { get; set; }

    internal int Interface { get; set; }

    internal byte[]? MemoryBytes { get; set; }
}
