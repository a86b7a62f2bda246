namespace RawSockets.Diagnostics;

/// <summary>Which sockets are looked for. All conditions must hold; of several values in one, any. An empty list is no condition.</summary>
public sealed record SocketStateQuery
{
    /// <summary>What is listed unless said otherwise: the internet protocols.</summary>
    public static IReadOnlyList<SocketProtocol> InternetProtocols { get; } =
        [SocketProtocol.Tcp, SocketProtocol.Mptcp, SocketProtocol.Udp, SocketProtocol.UdpLite, SocketProtocol.Sctp, SocketProtocol.Raw];

    /// <summary>The protocols, in the order in which they are listed. One that the kernel has no listing for is an error.</summary>
    public IReadOnlyList<SocketProtocol> Protocols { get; init; } = [SocketProtocol.Tcp];

    /// <summary>Inet for IPv4 or Inet6 for IPv6 only, null for both; it concerns the internet protocols.</summary>
    public AddressFamily? Family { get; init; }

    /// <summary>The states.</summary>
    public TcpStates States { get; init; } = TcpStates.Listed;

    /// <summary>The addresses on this side.</summary>
    public IReadOnlyList<AddressPattern> LocalAddresses { get; init; } = [];

    /// <summary>The ports on this side.</summary>
    public IReadOnlyList<SocketPorts> LocalPorts { get; init; } = [];

    /// <summary>The addresses of the peer.</summary>
    public IReadOnlyList<AddressPattern> RemoteAddresses { get; init; } = [];

    /// <summary>The ports of the peer.</summary>
    public IReadOnlyList<SocketPorts> RemotePorts { get; init; } = [];

    /// <summary>The interfaces that sockets are bound to.</summary>
    public IReadOnlyList<string> InterfaceNames { get; init; } = [];

    /// <summary>Whether one of a socket's owners is looked for; null takes sockets of every owner, and of none.</summary>
    public Func<SocketOwner, bool>? Owner { get; init; }

    /// <summary>
    /// Whether struct tcp_info, congestion control and memory come with the rows of TCP, as of the same moment. Otherwise they are asked for
    /// when they are first looked at; a listing is about twice as fast without them.
    /// </summary>
    public bool IncludeInfo { get; init; }
}
