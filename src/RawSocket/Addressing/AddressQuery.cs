using RawSockets.Interop;

namespace RawSockets;

/// <summary>A question to getaddrinfo(3).</summary>
public sealed record AddressQuery
{
    private const int Shown = 64;

    /// <summary>The host's name or numeric address; null means this machine: loopback addresses, or with <see cref="Passive"/> all.</summary>
    public string? Name { get; init; }

    /// <summary>The service's name, as in services(5), or a port from 0 to 65535; null leaves the port 0.</summary>
    public string? Service { get; init; }

    /// <summary>Only addresses of this family; Unspec takes Inet and Inet6.</summary>
    public AddressFamily AddressFamily { get; init; }

    /// <summary>Only for sockets of this type; null takes all, and every address comes once for each.</summary>
    public SocketType? SocketType { get; init; }

    /// <summary>Only for this protocol; the default takes all.</summary>
    public ProtocolType Protocol { get; init; }

    /// <summary>AI_PASSIVE: without a name, addresses to bind to, such as 0.0.0.0, instead of loopback addresses.</summary>
    public bool Passive { get; init; }

    /// <summary>AI_CANONNAME: ask for the host's official name.</summary>
    public bool CanonicalName { get; init; }

    /// <summary>AI_NUMERICHOST: the name is a numeric address, and no look-up is made.</summary>
    public bool Numeric { get; init; }

    /// <summary>AI_V4MAPPED: with Inet6, give IPv4 addresses as ::ffff:a.b.c.d where there is no IPv6 address.</summary>
    public bool V4Mapped { get; init; }

    /// <summary>AI_ALL: with <see cref="V4Mapped"/>, give them in any case.</summary>
    public bool All { get; init; }

    /// <summary>AI_ADDRCONFIG: only families of which this machine has an address that is not loopback.</summary>
    public bool AddressConfig { get; init; }

    internal AddressHints Hints => new(
        (Passive ? AddressHints.Passive : 0)
        | (CanonicalName ? AddressHints.CanonicalName : 0)
        | (Numeric ? AddressHints.NumericHost : 0)
        | (V4Mapped ? AddressHints.V4Mapped : 0)
        | (All ? AddressHints.All : 0)
        | (AddressConfig ? AddressHints.AddressConfig : 0),
        (int)AddressFamily,
        (int)(SocketType ?? 0),
        (int)Protocol);

    /// <summary>Gives what was asked, such as "'localhost', service 'http', family Inet6"; a long name is cut.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        List<string> parts = [];
        Add(parts, "", Name is null ? null : $"'{Cut(Name)}'");
        Add(parts, "service ", Service is null ? null : $"'{Cut(Service)}'");
        Add(parts, "family ", AddressFamily == AddressFamily.Unspec ? null : AddressFamily);
        Add(parts, "type ", SocketType);
        Add(parts, "protocol ", Protocol == ProtocolType.Default ? null : Protocol);
        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, string what, object? value)
    {
        if (value is not null)
        {
            parts.Add($"{what}{value}");
        }
    }

    private static string Cut(string text) => text.Length <= Shown ? text : $"{text[..Shown]}...";
}
