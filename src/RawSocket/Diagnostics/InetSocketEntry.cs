using System.Net;

namespace RawSockets.Diagnostics;

/// <summary>One internet socket as the kernel lists it, sock_diag(7).</summary>
public sealed record InetSocketEntry
{
    /// <summary>Inet or Inet6.</summary>
    public required AddressFamily Family { get; init; }

    /// <summary>The protocol; for a raw socket the one that it was made for.</summary>
    public required ProtocolType Protocol { get; init; }

    /// <summary>The state.</summary>
    public required TcpState State { get; init; }

    /// <summary>The socket's address and port; an IPv6 link-local address carries the interface as its scope.</summary>
    public required IPEndPoint LocalEndPoint { get; init; }

    /// <summary>The peer's address and port, all zero without a peer.</summary>
    public required IPEndPoint RemoteEndPoint { get; init; }

    /// <summary>The interface that the socket is bound to, 0 for any.</summary>
    public int InterfaceIndex { get; init; }

    /// <summary>Bytes to be received; for a listener, connections to be accepted.</summary>
    public uint ReceiveQueue { get; init; }

    /// <summary>Bytes to be sent or acknowledged; for a listener, how many connections may wait to be accepted.</summary>
    public uint SendQueue { get; init; }

    /// <summary>The user that made the socket.</summary>
    public uint UserId { get; init; }

    /// <summary>The inode, by which processes refer to the socket; 0 once no process has it.</summary>
    public uint Inode { get; init; }

    /// <summary>A number that no other socket gets (SO_COOKIE).</summary>
    public ulong Cookie { get; init; }

    /// <summary>What the timer runs for.</summary>
    public SocketTimer Timer { get; init; }

    /// <summary>When the timer ends, from the moment of the listing.</summary>
    public TimeSpan TimerExpires { get; init; }

    /// <summary>How often data was sent again, or probes were sent, since the peer last answered.</summary>
    public int Retransmits { get; init; }

    /// <summary>Whether an IPv6 socket takes no IPv4; null where the kernel does not say, as for connections.</summary>
    public bool? IPv6Only { get; init; }
}
