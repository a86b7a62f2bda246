using System.Buffers.Binary;
using System.Net;
using System.Text;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>One socket of an internet protocol. Its details are kept as the kernel sent them and decoded when they are looked at.</summary>
public sealed class InetSocketState : SocketState
{
    private const int InetAddressSize = 4;

    private readonly InetDiagMessage _row;
    private readonly InetDiagAttributes _attributes;
    private byte[]? _details;

    /// <param name="reader">Where the row comes from.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="row">The row.</param>
    /// <param name="attributes">The attributes that every row has.</param>
    /// <param name="details">All attributes as the kernel sent them; null when it was not asked for all.</param>
    internal InetSocketState(SocketStateReader reader, SocketProtocol protocol, in InetDiagMessage row, in InetDiagAttributes attributes, byte[]? details)
        : base(reader)
    {
        _row = row;
        _attributes = attributes;
        _details = details;
        Protocol = protocol;
    }

    /// <inheritdoc/>
    public override SocketProtocol Protocol { get; }

    /// <inheritdoc/>
    public override AddressFamily Family => (AddressFamily)_row.Family;

    /// <inheritdoc/>
    public override SocketType Type => Protocol switch
    {
        SocketProtocol.Udp or SocketProtocol.UdpLite => SocketType.Dgram,
        SocketProtocol.Raw => SocketType.Raw,
        _ => SocketType.Stream,
    };

    /// <inheritdoc/>
    public override TcpState State => (TcpState)_row.State;

    /// <inheritdoc/>
    public override string LocalAddress => Address(_row.Id.LocalAddress).ToString();

    /// <inheritdoc/>
    public override long? LocalPort => BinaryPrimitives.ReverseEndianness(_row.Id.LocalPort);

    /// <inheritdoc/>
    public override string RemoteAddress => Address(_row.Id.RemoteAddress).ToString();

    /// <inheritdoc/>
    public override long? RemotePort => BinaryPrimitives.ReverseEndianness(_row.Id.RemotePort);

    /// <summary>This side's address and port; an IPv6 link-local address carries the interface as its scope.</summary>
    public override EndPoint LocalEndPoint => Local;

    /// <summary>The peer's address and port, all zero without a peer.</summary>
    public override EndPoint RemoteEndPoint => Remote;

    // Those above have the type that all rows have: a property that hides one of the same name is found twice by serializers.
    internal IPEndPoint Local => new(Address(_row.Id.LocalAddress), (int)LocalPort!);

    internal IPEndPoint Remote => new(Address(_row.Id.RemoteAddress), (int)RemotePort!);

    /// <inheritdoc/>
    public override long ReceiveQueue => _row.ReceiveQueue;

    /// <inheritdoc/>
    public override long SendQueue => _row.SendQueue;

    /// <inheritdoc/>
    public override uint Inode => _row.Inode;

    /// <inheritdoc/>
    public override ulong Cookie => _row.Id.Cookie;

    /// <inheritdoc/>
    public override uint? UserId => _row.UserId;

    /// <inheritdoc/>
    public override SocketTimer Timer => (SocketTimer)_row.Timer;

    /// <inheritdoc/>
    public override TimeSpan TimerExpires => TimeSpan.FromMilliseconds(_row.Timer == 0 ? 0 : _row.ExpiresMilliseconds);

    /// <inheritdoc/>
    public override int Retransmits => _row.Retransmits;

    /// <inheritdoc/>
    public override int InterfaceIndex => (int)_row.Id.Interface;

    /// <inheritdoc/>
    public override uint? Mark => _attributes.Mark;

    /// <inheritdoc/>
    public override ulong? CgroupId => _attributes.Cgroup;

    /// <inheritdoc/>
    public override SocketShutdown? Shutdown => (SocketShutdown?)_attributes.Shutdown;

    /// <inheritdoc/>
    public override SocketMemory? Memory => Detail(InetDiagMessage.MemoryAttribute) is { IsEmpty: false } value ? SocketMemory.Read(value) : null;

    /// <inheritdoc/>
    public override string? CongestionControl =>
        Detail(InetDiagMessage.CongestionAttribute) is { IsEmpty: false } value ? Encoding.ASCII.GetString(value.TrimEnd((byte)0)) : null;

    /// <inheritdoc/>
    public override TcpInfo? TcpInfo =>
        Protocol == SocketProtocol.Tcp && Detail(InetDiagMessage.InfoAttribute) is { IsEmpty: false } value ? TcpInfo.Read(value) : null;

    /// <inheritdoc/>
    public override MptcpInfo? MptcpInfo =>
        Protocol == SocketProtocol.Mptcp && Detail(InetDiagMessage.InfoAttribute) is { IsEmpty: false } value ? MptcpInfo.Read(value) : null;

    /// <summary>The type of service, or DSCP and ECN bits, of what IPv4 sends (IP_TOS); null where the kernel does not say.</summary>
    public int? TypeOfService => Detail(InetDiagMessage.TypeOfServiceAttribute) is [var value, ..] ? value : null;

    /// <summary>The traffic class of what IPv6 sends (IPV6_TCLASS); null where the kernel does not say.</summary>
    public int? TrafficClass => Detail(InetDiagMessage.TrafficClassAttribute) is [var value, ..] ? value : null;

    /// <summary>Whether an IPv6 socket takes no IPv4; null where the kernel does not say, as for connections.</summary>
    public bool? IPv6Only => _attributes.IPv6Only;

    /// <summary>The IP protocol of a raw socket; null for others.</summary>
    public ProtocolType? RawProtocol => Protocol == SocketProtocol.Raw
        ? (ProtocolType)(_attributes.Protocol ?? (int)LocalPort!)
        : null;

    internal InetDiagSocketId Id => _row.Id;

    internal void Destroy(CancellationToken cancellationToken) => Reader.Destroy(this, cancellationToken);

    private IPAddress Address(ReadOnlySpan<byte> address)
    {
        if (Family == AddressFamily.Inet)
        {
            return new IPAddress(address[..InetAddressSize]);
        }

        IPAddress whole = new(address);
        return whole.IsIPv6LinkLocal ? new IPAddress(address, _row.Id.Interface) : whole;
    }

    /// <summary>An attribute that a plain listing does not have; the kernel is asked once, for this socket alone.</summary>
    private ReadOnlySpan<byte> Detail(ushort type)
    {
        _details ??= Reader.Details(this) ?? [];
        NetlinkAttributes attributes = new(_details);
        while (attributes.MoveNext())
        {
            if (attributes.Type == type)
            {
                return attributes.Value;
            }
        }

        return default;
    }
}
