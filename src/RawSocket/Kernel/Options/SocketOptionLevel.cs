using System.Globalization;
using Levels = RawSockets.SocketOption.Levels;

namespace RawSockets;

/// <summary>The protocol levels of socket options, getsockopt(2): numbers to and from their constants.</summary>
public static class SocketOptionLevel
{
    // vsock(7): its options are set at the level AF_VSOCK; SOL_VSOCK is for control messages only.
    private static readonly (int Number, string Name)[] s_levels =
    [
        (Levels.IP, "SOL_IP"), (Levels.Socket, "SOL_SOCKET"), (Levels.Tcp, "SOL_TCP"), (Levels.Udp, "SOL_UDP"), (Levels.Vsock, "AF_VSOCK"),
        (Levels.IPv6, "SOL_IPV6"), (Levels.IcmpV6, "SOL_ICMPV6"), (Levels.Sctp, "SOL_SCTP"), (Levels.UdpLite, "SOL_UDPLITE"),
        (Levels.Raw, "SOL_RAW"), (Levels.Packet, "SOL_PACKET"), (Levels.Netlink, "SOL_NETLINK"), (Levels.Tls, "SOL_TLS"),
        (Levels.Mptcp, "SOL_MPTCP"),
    ];

    /// <summary>The constants of the levels that are known here.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_levels.Select(static level => level.Name)];

    /// <summary>Finds a level by its constant, such as SOL_TCP or IPPROTO_TCP; case does not matter.</summary>
    /// <param name="name">The constant.</param>
    /// <param name="level">The level's number.</param>
    /// <returns>Whether there is one of that name.</returns>
    public static bool TryParse(string name, out int level)
    {
        ArgumentNullException.ThrowIfNull(name);
        string constant = name.StartsWith("IPPROTO_", StringComparison.OrdinalIgnoreCase) ? $"SOL_{name[8..]}" : name;
        foreach ((int number, string known) in s_levels)
        {
            if (known.Equals(constant, StringComparison.OrdinalIgnoreCase))
            {
                level = number;
                return true;
            }
        }

        level = 0;
        return false;
    }

    /// <summary>Gives a level's constant.</summary>
    /// <param name="level">The level's number.</param>
    /// <returns>The constant, or the number when none is known.</returns>
    public static string NameOf(int level) => Find(level) ?? level.ToString(CultureInfo.InvariantCulture);

    internal static string? Find(int level)
    {
        foreach ((int number, string name) in s_levels)
        {
            if (number == level)
            {
                return name;
            }
        }

        return null;
    }
}
