using System.Globalization;

namespace RawSockets.Diagnostics;

/// <summary>The parts of the kernel that netlink sockets are about, linux/netlink.h, with the names that iproute2 knows.</summary>
internal static class NetlinkProtocols
{
    internal static string NameOf(int protocol) => protocol switch
    {
        0 => "rtnl",
        2 => "usersock",
        3 => "fw",
        4 => "tcpdiag",
        5 => "nflog",
        6 => "xfrm",
        7 => "selinux",
        8 => "iscsi",
        9 => "audit",
        10 => "fiblookup",
        11 => "connector",
        12 => "nft",
        13 => "ip6fw",
        14 => "dec-rt",
        15 => "uevent",
        16 => "genl",
        18 => "scsi-trans",
        19 => "ecryptfs",
        20 => "rdma",
        21 => "crypto",
        22 => "smc",
        _ => protocol.ToString(CultureInfo.InvariantCulture),
    };
}
