using System.Globalization;
using System.Net;

namespace RawSockets.Interop;

/// <summary>strace(1)'s notation of socket addresses.</summary>
internal static partial class Notation
{
    // The kernel gives two bytes less; strace then shows the bytes.
    private const int FullPacketLength = 20;

    internal static string Address(ReadOnlySpan<byte> address)
    {
        if (address.IsEmpty)
        {
            return "NULL";
        }

        AddressFamily family = SocketAddress.FamilyOf(address);
        return SocketAddress.Read(address) switch
        {
            IPEndPoint inet when family == AddressFamily.Inet =>
                $"{{sa_family=AF_INET, sin_port=htons({inet.Port}), sin_addr=inet_addr(\"{inet.Address}\")}}",
            IPEndPoint inet6 when family == AddressFamily.Inet6 =>
                $"{{sa_family=AF_INET6, sin6_port=htons({inet6.Port}), sin6_flowinfo=htonl(0), "
                + $"inet_pton(AF_INET6, \"{InetText.Of(inet6.Address)}\", &sin6_addr), sin6_scope_id={Scope(inet6.Address)}}}",
            UnixEndPoint { IsUnnamed: true } => "{sa_family=AF_UNIX}",
            UnixEndPoint { IsAbstract: true } unix => $"{{sa_family=AF_UNIX, sun_path=@{WholeData(unix.Name)}}}",
            UnixEndPoint unix => $"{{sa_family=AF_UNIX, sun_path={WholeData(unix.Name)}}}",
            VsockEndPoint vsock => $"{{sa_family=AF_VSOCK, svm_cid={Cid(vsock.Cid)}, svm_port={VsockPort(vsock.Port)}, svm_flags=0}}",
            NetlinkEndPoint netlink => string.Create(
                CultureInfo.InvariantCulture, $"{{sa_family=AF_NETLINK, nl_pid={netlink.PortId}, nl_groups={GroupBits(netlink.Groups)}}}"),
            PacketEndPoint packet when address.Length >= FullPacketLength => Packet(packet),
            _ when address.Length <= sizeof(ushort) => $"{{sa_family={Family((int)family)}}}",
            _ => $"{{sa_family={Family((int)family)}, sa_data={WholeData(address[2..])}}}",
        };
    }

    /// <summary>An address argument that the call did not fill.</summary>
    internal static string NoAddress(ReadOnlySpan<byte> room) => room.IsEmpty ? "NULL" : Pointer(room);

    // strace names the interface of addresses that belong to one link only.
    private static string Scope(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bool isOfOneLink = address.IsIPv6LinkLocal || (bytes[0] == 0xff && (bytes[1] & 0xf) == 2);
        return isOfOneLink && address.ScopeId != 0 ? Interface((int)address.ScopeId) : $"{address.ScopeId}";
    }

    private static string Interface(int index) => InterfaceName.Of(index) is { } name
        ? $"if_nametoindex(\"{name}\")"
        : index.ToString(CultureInfo.InvariantCulture);

    private static string Cid(uint cid) => cid switch
    {
        VsockEndPoint.AnyCid => "VMADDR_CID_ANY",
        VsockEndPoint.HypervisorCid => "VMADDR_CID_HYPERVISOR",
        VsockEndPoint.LocalCid => "VMADDR_CID_LOCAL",
        VsockEndPoint.HostCid => "VMADDR_CID_HOST",
        _ => $"0x{cid:x}",
    };

    private static string VsockPort(uint port) => port == VsockEndPoint.AnyPort ? "VMADDR_PORT_ANY" : $"0x{port:x}";

    // printf's %#08x: the 0x counts among the eight characters, and a zero has none.
    private static string GroupBits(uint groups) => groups == 0 ? "00000000" : "0x" + groups.ToString("x6", CultureInfo.InvariantCulture);

    private static string Packet(PacketEndPoint packet)
    {
        string hardware = string.Join(", ", packet.HardwareAddressBytes.ToArray().Select(static b => $"0x{b:x2}"));
        return $"{{sa_family=AF_PACKET, sll_protocol=htons({EtherType(packet.Protocol)}), sll_ifindex={Interface(packet.InterfaceIndex)}, "
            + $"sll_hatype={HardwareType(packet.HardwareType)}, sll_pkttype={PacketKind(packet.PacketType)}, "
            + $"sll_halen={packet.HardwareAddressBytes.Length}{(hardware.Length == 0 ? "" : $", sll_addr=[{hardware}]")}}}";
    }

    private static string EtherType(ushort protocol) => protocol switch
    {
        0x0003 => "ETH_P_ALL",
        0x0800 => "ETH_P_IP",
        0x0806 => "ETH_P_ARP",
        0x86dd => "ETH_P_IPV6",
        0 => "0 /* ETH_P_??? */",
        _ => $"0x{protocol:x} /* ETH_P_??? */",
    };

    private static string HardwareType(ushort type) => type switch
    {
        0 => "ARPHRD_NETROM",
        1 => "ARPHRD_ETHER",
        772 => "ARPHRD_LOOPBACK",
        _ => $"0x{type:x} /* ARPHRD_??? */",
    };

    private static string PacketKind(byte kind) => kind switch
    {
        0 => "PACKET_HOST",
        1 => "PACKET_BROADCAST",
        2 => "PACKET_MULTICAST",
        3 => "PACKET_OTHERHOST",
        4 => "PACKET_OUTGOING",
        5 => "PACKET_LOOPBACK",
        _ => $"0x{kind:x} /* PACKET_??? */",
    };

    private static string NetlinkProtocol(int protocol) => ProtocolName.OfNetlink(protocol) ?? $"0x{protocol:x} /* NETLINK_??? */";
}
