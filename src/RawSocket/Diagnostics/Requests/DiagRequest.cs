using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics;

/// <summary>Writes the requests of sock_diag(7), each a dump of what matches.</summary>
internal static class DiagRequest
{
    /// <summary>Every request has a netlink socket of its own, so one number serves them all.</summary>
    internal const uint Sequence = 1;

    /// <summary>What is asked for with details: the attributes that cost the kernel time.</summary>
    private static readonly byte s_details = (byte)(InetDiagRequest.Extension(InetDiagMessage.InfoAttribute)
        | InetDiagRequest.Extension(InetDiagMessage.CongestionAttribute)
        | InetDiagRequest.Extension(InetDiagMessage.TypeOfServiceAttribute)
        | InetDiagRequest.Extension(InetDiagMessage.TrafficClassAttribute)
        | InetDiagRequest.Extension(InetDiagMessage.MemoryAttribute));

    /// <summary>A dump of one family and protocol.</summary>
    /// <param name="query">Which sockets; its families and protocols are not looked at.</param>
    /// <param name="family">Inet or Inet6.</param>
    /// <param name="protocol">An internet protocol.</param>
    /// <param name="interfaces">The indexes of the query's interfaces.</param>
    /// <param name="detailed">Whether all attributes are asked for.</param>
    internal static byte[] For(SocketStateQuery query, AddressFamily family, SocketProtocol protocol, IReadOnlyList<int> interfaces, bool detailed)
    {
        InetDiagBytecode program = InetDiagBytecode.For(query, interfaces);
        InetDiagRequest body = Body(family, protocol, detailed);
        body.States = (uint)query.States;
        NetlinkRequest request = NetlinkRequest.Of(NetlinkNumbers.Dump, body);
        if (program.Size > 0)
        {
            program.Write(request.Add(InetDiagRequest.BytecodeAttribute, program.Size));
        }

        AddProtocol(request, protocol);
        return request.ToArray();
    }

    /// <summary>One socket with all its attributes.</summary>
    internal static byte[] ForDetails(InetSocketState row)
    {
        InetDiagRequest body = Body(row.Family, row.Protocol, detailed: true);
        body.Id = row.Id;
        NetlinkRequest request = NetlinkRequest.Of(0, body);
        AddProtocol(request, row.Protocol);
        return request.ToArray();
    }

    /// <summary>The end of one socket.</summary>
    internal static byte[] ForDestruction(InetSocketState row)
    {
        InetDiagRequest body = Body(row.Family, row.Protocol, detailed: false);
        body.States = 1u << (int)row.State;
        body.Id = row.Id;
        NetlinkRequest request = NetlinkRequest.Of(NetlinkNumbers.Acknowledge, body, NetlinkNumbers.Destroy);
        AddProtocol(request, row.Protocol);
        return request.ToArray();
    }

    internal static byte[] ForUnix(TcpStates states) => NetlinkRequest.Of(NetlinkNumbers.Dump, new UnixDiagRequest
    {
        Family = (byte)AddressFamily.Unix,
        States = (uint)states,
        Show = UnixDiagRequest.ShowName | UnixDiagRequest.ShowFile | UnixDiagRequest.ShowPeer
            | UnixDiagRequest.ShowQueues | UnixDiagRequest.ShowMemory | UnixDiagRequest.ShowUserId,
    }).ToArray();

    internal static byte[] ForPacket() => NetlinkRequest.Of(NetlinkNumbers.Dump, new PacketDiagRequest
    {
        Family = (byte)AddressFamily.Packet,
        Show = PacketDiagRequest.ShowInfo | PacketDiagRequest.ShowMemory,
    }).ToArray();

    internal static byte[] ForNetlink() => NetlinkRequest.Of(NetlinkNumbers.Dump, new NetlinkDiagRequest
    {
        Family = (byte)AddressFamily.Netlink,
        Protocol = NetlinkDiagRequest.AllProtocols,
        Show = NetlinkDiagRequest.ShowMemory | NetlinkDiagRequest.ShowGroups,
    }).ToArray();

    internal static byte[] ForVsock(TcpStates states) => NetlinkRequest.Of(NetlinkNumbers.Dump, new VsockDiagRequest
    {
        Family = (byte)AddressFamily.Vsock,
        States = (uint)states,
    }).ToArray();

    private static InetDiagRequest Body(AddressFamily family, SocketProtocol protocol, bool detailed) => new()
    {
        Family = (byte)family,
        Protocol = Number(protocol) > byte.MaxValue ? (byte)0 : (byte)Number(protocol),
        Extensions = detailed ? s_details : (byte)0,
    };

    private static void AddProtocol(NetlinkRequest request, SocketProtocol protocol)
    {
        if (Number(protocol) > byte.MaxValue)
        {
            MemoryMarshal.Write(request.Add(InetDiagRequest.ProtocolAttribute, sizeof(uint)), (uint)Number(protocol));
        }
    }

    private static int Number(SocketProtocol protocol) => (int)(protocol switch
    {
        SocketProtocol.Tcp => ProtocolType.Tcp,
        SocketProtocol.Mptcp => ProtocolType.Mptcp,
        SocketProtocol.Udp => ProtocolType.Udp,
        SocketProtocol.UdpLite => ProtocolType.UdpLite,
        SocketProtocol.Sctp => ProtocolType.Sctp,
        SocketProtocol.Raw => ProtocolType.Raw,
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "It is no internet protocol."),
    });
}
