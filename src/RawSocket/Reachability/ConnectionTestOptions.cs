namespace RawSockets.Reachability;

/// <summary>How <see cref="ConnectionTest"/> tries to reach a host.</summary>
public sealed record ConnectionTestOptions
{
    /// <summary>Only addresses of this family; Unspec takes Inet and Inet6.</summary>
    public AddressFamily AddressFamily { get; init; }

    /// <summary>Whether to send datagrams instead of connecting.</summary>
    public bool Udp { get; init; }

    /// <summary>What a datagram carries, since most servers answer only what they understand; UDP only.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>How long to wait for the name, and then for each address, in milliseconds; -1 as long as the system takes.</summary>
    public int Timeout { get; init; } = 5000;

    /// <summary>How many connections are tried at once, and how many names looked up; 1 or more.</summary>
    public int ThrottleLimit { get; init; } = 256;
}
