using System.Net;

namespace RawSockets.Diagnostics;

/// <content>The rows of sockets that one holds, and of their peers.</content>
public sealed partial class SocketStateReader
{
    private const int CookieOption = 57;

    /// <summary>Finds the row of an open socket, by its cookie (SO_COOKIE).</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="includeInfo">Whether struct tcp_info comes with the row.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The row; null when the kernel lists none, as for an internet socket without a port.</returns>
    /// <exception cref="RawSocketException">The socket is closed (getsockopt,EBADF), or the kernel refused.</exception>
    public SocketState? Find(RawSocket socket, bool includeInfo = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ulong cookie = BitConverter.ToUInt64(socket.GetOption(SocketOption.Levels.Socket, CookieOption, sizeof(ulong)));
        if (ProtocolOf(socket) is not { } protocol)
        {
            return null;
        }

        // The port, where there is one, spares the kernel all other rows.
        int port = protocol != SocketProtocol.Raw && socket.LocalEndPoint is IPEndPoint local ? local.Port : 0;
        SocketStateQuery query = new()
        {
            Protocols = [protocol],
            Family = socket.AddressFamily is AddressFamily.Inet or AddressFamily.Inet6 ? socket.AddressFamily : null,
            States = TcpStates.All,
            LocalPorts = port == 0 ? [] : [port],
            IncludeInfo = includeInfo,
        };
        return Read(query, cancellationToken).FirstOrDefault(row => row.Cookie == cookie);
    }

    /// <summary>Finds the other end of a connection, if it is a socket of the same network namespace.</summary>
    /// <param name="row">The row of one end.</param>
    /// <param name="includeInfo">Whether struct tcp_info comes with the row.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The row of the other end; null when there is none here. Both rows then name each other as <see cref="SocketState.Peer"/>.</returns>
    /// <exception cref="RawSocketException">The kernel refused.</exception>
    public SocketState? FindPeer(SocketState row, bool includeInfo = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        SocketState? peer = row switch
        {
            InetSocketState inet => InetPeer(inet, includeInfo, cancellationToken),
            UnixSocketState { PeerInode: not 0 } unix => Read(new() { Protocols = [SocketProtocol.Unix] }, cancellationToken)
                .FirstOrDefault(other => other.Inode == unix.PeerInode),
            VsockSocketState vsock => Read(Mirrored(vsock), cancellationToken).FirstOrDefault(other => other.Cookie != vsock.Cookie && IsMirrored(vsock, other)),
            _ => null,
        };
        if (peer is not null)
        {
            row.Peer = peer;
            peer.Peer = row;
        }

        return peer;
    }

    private InetSocketState? InetPeer(InetSocketState row, bool includeInfo, CancellationToken cancellationToken)
    {
        if (row.RemotePort == 0 || row.Protocol == SocketProtocol.Raw)
        {
            return null;
        }

        SocketStateQuery query = new() { Protocols = [row.Protocol], LocalPorts = [new SocketPorts(row.RemotePort!.Value)], IncludeInfo = includeInfo };
        List<InetSocketState> there = [.. Read(query, cancellationToken).Cast<InetSocketState>().Where(other => other.Cookie != row.Cookie)];

        // A datagram socket may be spoken to without being connected back.
        return there.Find(other => other.RemotePort == row.LocalPort && Same(other.Local, row.Remote) && Same(other.Remote, row.Local))
            ?? (row.Type == SocketType.Dgram ? there.Find(other => other.RemotePort == 0 && Takes(other.Local, row.Remote)) : null);
    }

    private static SocketStateQuery Mirrored(VsockSocketState row) =>
        new() { Protocols = [SocketProtocol.Vsock], LocalPorts = [new SocketPorts(row.RemotePort!.Value)], RemotePorts = [new SocketPorts(row.LocalPort!.Value)] };

    private static bool IsMirrored(VsockSocketState row, SocketState other) =>
        (row.LocalAddress, row.RemoteAddress) == (other.RemoteAddress, other.LocalAddress);

    private static bool Same(IPEndPoint one, IPEndPoint other) => Plain(one.Address).Equals(Plain(other.Address));

    private static bool Takes(IPEndPoint bound, IPEndPoint target) =>
        bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(IPAddress.IPv6Any) || Same(bound, target);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static SocketProtocol? ProtocolOf(RawSocket socket) => (socket.AddressFamily, socket.SocketType, socket.Protocol) switch
    {
        (AddressFamily.Unix, _, _) => SocketProtocol.Unix,
        (AddressFamily.Packet, _, _) => SocketProtocol.Packet,
        (AddressFamily.Netlink, _, _) => SocketProtocol.Netlink,
        (AddressFamily.Vsock, _, _) => SocketProtocol.Vsock,
        (_, SocketType.Raw, _) => SocketProtocol.Raw,
        (_, _, ProtocolType.Tcp) => SocketProtocol.Tcp,
        (_, _, ProtocolType.Mptcp) => SocketProtocol.Mptcp,
        (_, _, ProtocolType.Udp) => SocketProtocol.Udp,
        (_, _, ProtocolType.UdpLite) => SocketProtocol.UdpLite,
        (_, _, ProtocolType.Sctp) => SocketProtocol.Sctp,
        _ => null,
    };
}
