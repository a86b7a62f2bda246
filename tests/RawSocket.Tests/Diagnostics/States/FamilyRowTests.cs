using System.Globalization;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>Sockets of the other families, field by field as ss(8) shows them, in a network with nobody else's sockets.</summary>
public sealed class FamilyRowTests
{
    [Fact]
    public void Unix_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        (RawSocket one, RawSocket other) = RawSocket.OpenPair(SocketType.Stream);
        using RawSocket bound = RawSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        using RawSocket listener = RawSocket.Open(AddressFamily.Unix, SocketType.SeqPacket);
        bound.Bind(UnixEndPoint.Parse("@rows"));
        listener.Bind(UnixEndPoint.Parse("@rows of packets"));
        listener.Listen(7);
        using (one)
        using (other)
        {
            one.Send("unread"u8);
            List<SocketState> rows = Rows(SocketProtocol.Unix);
            Listing.AssertEqual(
                static () => Listing.Of("-xame").Where(static line => !line[4].Contains("CoreFx", StringComparison.Ordinal)).Select(UnixText),
                static () => Rows(SocketProtocol.Unix).Cast<UnixSocketState>().Where(static row => row.Name?.Contains("CoreFx", StringComparison.Ordinal) != true).Select(UnixText));
            Assert.Equal(6, rows.Max(static row => row.ReceiveQueue));
            Assert.Equal([.. rows.Select(static row => row.Cookie).Order()], rows.Select(static row => row.Cookie).Distinct().Order());
        }
    });

    [Fact]
    public void Packet_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        using RawSocket raw = RawSocket.Open(AddressFamily.Packet, SocketType.Raw);
        using RawSocket bound = RawSocket.Open(AddressFamily.Packet, SocketType.Dgram);
        bound.Bind(new PacketEndPoint(0x0800, 1));
        Listing.AssertEqual(
            static () => Listing.Of("-0aem").Select(static line => string.Join(' ', line[0], line[2], line[3], line[4].Split(':')[^1], line.Value("ino"), line.Cookie, line.Memory)),
            static () => Rows(SocketProtocol.Packet).Cast<PacketSocketState>().Select(static row => string.Join(
                ' ', row.Type == SocketType.Raw ? "p_raw" : "p_dgr", row.ReceiveQueue, row.SendQueue, row.LocalAddress, row.Inode, row.Cookie, row.Memory)));
        Assert.Equal([0, 0x0800], Rows(SocketProtocol.Packet).Cast<PacketSocketState>().Select(static row => (int)row.EthernetProtocol).Order());
    });

    [Fact]
    public void Netlink_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        using RawSocket routes = RawSocket.Open(AddressFamily.Netlink, SocketType.Raw);
        routes.Bind(new NetlinkEndPoint(0, 1));
        uint own = ((NetlinkEndPoint)routes.LocalEndPoint!).PortId;

        // ss lists its own socket of sock_diag, as we list ours.
        Listing.AssertEqual(
            static () => Listing.Of("-an -f netlink").Where(static line => !line[3].StartsWith("4:", StringComparison.Ordinal)).Select(static line =>
                string.Join(' ', line[1], line[2], line[3])),
            static () => Rows(SocketProtocol.Netlink).Cast<NetlinkSocketState>().Where(static row => row.LocalAddress != "tcpdiag").Select(static row =>
                string.Create(CultureInfo.InvariantCulture, $"{row.ReceiveQueue} {row.SendQueue} {row.NetlinkProtocol}:{row.LocalPort}")));

        // The kernel lists a socket with groups in both of its tables.
        IEnumerable<NetlinkSocketState> rows = Rows(SocketProtocol.Netlink).Cast<NetlinkSocketState>().Where(row => row.LocalAddress == "rtnl" && row.LocalPort == own);
        Assert.Equal(1u, Assert.Single(rows.DistinctBy(static row => row.Cookie)).Groups[0]);
    });

    [Fact]
    public void Mptcp_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        using RawSocket listener = Opened(AddressFamily.Inet, SocketType.Stream, ProtocolType.Mptcp);
        listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Any, 0));
        listener.Listen();
        Compare("-Mane", SocketProtocol.Mptcp);
        Assert.Single(Rows(SocketProtocol.Mptcp));
    });

    [Fact]
    public void Udp_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        using RawSocket four = Loopback.Udp();
        four.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Any, 0));
        using RawSocket six = Loopback.Udp(AddressFamily.Inet6);
        six.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.IPv6Any, 0));
        Compare("-uane", SocketProtocol.Udp);
        Assert.Equal(2, Rows(SocketProtocol.Udp).Count);
    });

    [Fact]
    public void Raw_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        Assert.SkipUnless(HasListing(SocketProtocol.Raw), "this kernel has no listing for raw sockets");
        using RawSocket raw = RawSocket.Open(AddressFamily.Inet, SocketType.Raw, ProtocolType.Icmp);
        Compare("-wane", SocketProtocol.Raw);
        Assert.Equal(ProtocolType.Icmp, Assert.IsType<InetSocketState>(Assert.Single(Rows(SocketProtocol.Raw))).RawProtocol);
    });

    [Fact]
    public void Vsock_sockets() => ThreadPrivileges.InNewNetwork(static () =>
    {
        Assert.SkipUnless(HasListing(SocketProtocol.Vsock), "this kernel has no listing for vsock sockets");
        using RawSocket socket = Opened(AddressFamily.Vsock, SocketType.Stream, ProtocolType.Default);
        socket.Bind(new VsockEndPoint(VsockEndPoint.AnyCid, VsockEndPoint.AnyPort));
        socket.Listen();
        Listing.AssertEqual(
            static () => Listing.Of("-an --vsock").Select(static line => string.Join(' ', line[1], line[4])),
            static () => Rows(SocketProtocol.Vsock).Select(static row =>
                string.Create(CultureInfo.InvariantCulture, $"{StateNames.InSs(row.State)} {row.LocalAddress}:{row.LocalPort}")));
    });

    private static void Compare(string options, SocketProtocol protocol) => Listing.AssertEqual(
        () => Listing.Of(options).Select(static line => string.Join(' ', line[0], line[1], line[2], line[3].Split(':')[^1], line.Value("ino"), line.Cookie)),
        () => Rows(protocol).Select(static row => string.Join(' ', StateNames.InSs(row.State), row.ReceiveQueue, row.SendQueue, row.LocalPort, row.Inode, row.Cookie)));

    private static string UnixText(Listing.Line line)
    {
        // An abstract name may have blanks in it: what follows is counted from the memory, which stands behind both inodes.
        return string.Join(' ', line[0], line[1], line[2], line[3], line[4], line.Memory);
    }

    private static string UnixText(UnixSocketState row) => string.Join(
        ' ',
        row.Type switch { SocketType.Stream => "u_str", SocketType.Dgram => "u_dgr", _ => "u_seq" },
        StateNames.InSs(row.State),
        row.ReceiveQueue,
        row.SendQueue,
        (row.Name ?? "*").Split(' ')[0],
        row.Memory);

    private static List<SocketState> Rows(SocketProtocol protocol) => [.. new SocketStateReader().Read(new() { Protocols = [protocol] })];

    private static bool HasListing(SocketProtocol protocol)
    {
        try
        {
            Rows(protocol);
            return true;
        }
        catch (RawSocketException exception) when (exception.Identifier == "sock_diag,ENOENT")
        {
            return false;
        }
    }

    private static RawSocket Opened(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        try
        {
            return RawSocket.Open(family, type, protocol);
        }
        catch (RawSocketException)
        {
            Assert.Skip($"this kernel has no sockets of {family} and {protocol}");
            throw;
        }
    }
}
