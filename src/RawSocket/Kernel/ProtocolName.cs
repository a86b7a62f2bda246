using System.Globalization;

namespace RawSockets;

/// <summary>Numbers of protocols by their names: IPPROTO_ and NETLINK_ constants, and protocols(5).</summary>
public static class ProtocolName
{
    private const string File = "/etc/protocols";

    // linux/in.h and linux/in6.h
    private static readonly Dictionary<int, string> s_internet = new()
    {
        [0] = "IP", [1] = "ICMP", [2] = "IGMP", [4] = "IPIP", [6] = "TCP", [8] = "EGP", [12] = "PUP", [17] = "UDP", [22] = "IDP", [29] = "TP",
        [33] = "DCCP", [41] = "IPV6", [43] = "ROUTING", [44] = "FRAGMENT", [46] = "RSVP", [47] = "GRE", [50] = "ESP", [51] = "AH",
        [58] = "ICMPV6", [59] = "NONE", [60] = "DSTOPTS", [92] = "MTP", [94] = "BEETPH", [98] = "ENCAP", [103] = "PIM", [108] = "COMP",
        [115] = "L2TP", [132] = "SCTP", [135] = "MH", [136] = "UDPLITE", [137] = "MPLS", [143] = "ETHERNET", [255] = "RAW", [262] = "MPTCP",
    };

    // linux/netlink.h
    private static readonly Dictionary<int, string> s_netlink = new()
    {
        [0] = "ROUTE", [1] = "UNUSED", [2] = "USERSOCK", [3] = "FIREWALL", [4] = "SOCK_DIAG", [5] = "NFLOG", [6] = "XFRM", [7] = "SELINUX",
        [8] = "ISCSI", [9] = "AUDIT", [10] = "FIB_LOOKUP", [11] = "CONNECTOR", [12] = "NETFILTER", [13] = "IP6_FW", [14] = "DNRTMSG",
        [15] = "KOBJECT_UEVENT", [16] = "GENERIC", [18] = "SCSITRANSPORT", [19] = "ECRYPTFS", [20] = "RDMA", [21] = "CRYPTO", [22] = "SMC",
    };

    /// <summary>Finds a protocol's number.</summary>
    /// <param name="name">
    /// Its name, in any case: igmp, IPPROTO_IGMP, ospf where /etc/protocols has it; of netlink(7) Generic or NETLINK_GENERIC; or the number.
    /// </param>
    /// <param name="number">The number.</param>
    /// <returns>Whether there is such a protocol.</returns>
    public static bool TryParse(string? name, out int number)
    {
        string text = name?.Trim() ?? "";
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (int.TryParse(isHexadecimal ? text[2..] : text, isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return number >= 0;
        }

        return IsIn(s_internet, "IPPROTO_", text, out number) || IsInFile(text, out number) || IsIn(s_netlink, "NETLINK_", text, out number);
    }

    /// <returns>The constant, or null where there is none.</returns>
    internal static string? OfInternet(int protocol) => s_internet.TryGetValue(protocol, out string? name) ? $"IPPROTO_{name}" : null;

    /// <inheritdoc cref="OfInternet"/>
    internal static string? OfNetlink(int protocol) => s_netlink.TryGetValue(protocol, out string? name) ? $"NETLINK_{name}" : null;

    private static bool IsIn(Dictionary<int, string> names, string prefix, string text, out int number)
    {
        string name = text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? text[prefix.Length..] : text;
        foreach (var (known, called) in names)
        {
            if (string.Equals(called, name, StringComparison.OrdinalIgnoreCase))
            {
                number = known;
                return true;
            }
        }

        number = 0;
        return false;
    }

    private static bool IsInFile(string text, out int number)
    {
        number = 0;
        try
        {
            foreach (string line in System.IO.File.ReadLines(File))
            {
                string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 1
                    && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out number)
                    && words.Where(static (_, place) => place != 1).Contains(text, StringComparer.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Small systems have no such file.
        }

        return false;
    }
}
