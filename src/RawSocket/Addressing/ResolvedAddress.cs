using System.Net;

namespace RawSockets;

/// <summary>One result of getaddrinfo(3): an address, and the socket that it is for.</summary>
public sealed record ResolvedAddress
{
    /// <summary>The name that was looked up; null when none was given.</summary>
    public required string? Name { get; init; }

    /// <summary>The host's official name, if it was asked for; getaddrinfo gives it once, here every result has it.</summary>
    public string? CanonicalName { get; init; }

    /// <summary>Address and port.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>The address alone.</summary>
    public IPAddress Address => EndPoint.Address;

    /// <summary>The port, 0 when no service was given.</summary>
    public int Port => EndPoint.Port;

    /// <summary>The family of the socket, socket(2).</summary>
    public required AddressFamily AddressFamily { get; init; }

    /// <summary>The type of the socket, socket(2).</summary>
    public required SocketType SocketType { get; init; }

    /// <summary>The protocol of the socket, socket(2).</summary>
    public required ProtocolType Protocol { get; init; }

    /// <inheritdoc/>
    public override string ToString() => EndPoint.ToString();
}
