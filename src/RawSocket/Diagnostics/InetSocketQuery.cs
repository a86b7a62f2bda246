namespace RawSockets.Diagnostics;

/// <summary>Which internet sockets the kernel is asked for; it applies the whole of it, so that others are never copied.</summary>
/// <param name="Family">Inet or Inet6.</param>
/// <param name="Protocol">The protocol; Raw for sockets of type SOCK_RAW.</param>
public sealed record InetSocketQuery(AddressFamily Family, ProtocolType Protocol)
{
    /// <summary>The states.</summary>
    public TcpStates States { get; init; } = TcpStates.Listed;

    /// <summary>The port on this side, or null for any.</summary>
    public int? LocalPort { get; init; }

    /// <summary>The peer's port, or null for any.</summary>
    public int? RemotePort { get; init; }
}
