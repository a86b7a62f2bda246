using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class JoinTests
{
    private readonly SocketStateReader _reader = new();

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "::1")]
    [InlineData("::", "127.0.0.1")]
    public void Both_ends_of_a_connection_are_found(string listening, string connecting)
    {
        using RawSocket listener = Loopback.Listener(IPAddress.Parse(listening));
        IPAddress target = IPAddress.Parse(connecting);
        using RawSocket client = Loopback.Tcp(target.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamily.Inet : AddressFamily.Inet6);
        client.Connect(new IPEndPoint(target, Loopback.Port(listener)));
        using RawSocket server = listener.Accept(5000);
        SocketState row = Found(client);
        SocketState peer = _reader.FindPeer(row)!;
        Assert.Equal(Found(server).Cookie, peer.Cookie);
        Assert.Same(peer, row.Peer);
        Assert.Same(row, peer.Peer);
        Assert.Equal(row.Cookie, _reader.FindPeer(peer)!.Cookie);
        Assert.Null(_reader.FindPeer(Found(listener)));
    }

    [Fact]
    public void Both_ends_of_a_unix_pair_are_found()
    {
        (RawSocket one, RawSocket other) = RawSocket.OpenPair();
        using (one)
        using (other)
        {
            Assert.Equal(Found(other).Cookie, _reader.FindPeer(Found(one))!.Cookie);
        }
    }

    [Fact]
    public void A_datagram_socket_that_is_spoken_to_is_the_peer()
    {
        using RawSocket bound = Loopback.Udp();
        bound.Bind(new IPEndPoint(IPAddress.Any, 0));
        using RawSocket speaking = Loopback.Udp();
        speaking.Connect(new IPEndPoint(IPAddress.Loopback, Loopback.Port(bound)));
        Assert.Equal(Found(bound).Cookie, _reader.FindPeer(Found(speaking))!.Cookie);
    }

    [Fact]
    public void Every_kind_of_socket_is_found_by_its_cookie()
    {
        Assert.SkipUnless(Environment.UserName == "root", "packet sockets take root");
        using RawSocket packet = RawSocket.Open(AddressFamily.Packet, SocketType.Raw);
        using RawSocket netlink = RawSocket.Open(AddressFamily.Netlink, SocketType.Raw);
        netlink.Bind(new NetlinkEndPoint(0, 0));
        using RawSocket unix = RawSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        using RawSocket bound = Loopback.Bound();
        Assert.All((RawSocket[])[packet, netlink, unix, bound], socket => Assert.Equal(socket.AddressFamily, Found(socket).Family));
    }

    [Fact]
    public void A_socket_without_a_port_has_no_row()
    {
        using RawSocket socket = Loopback.Tcp();
        Assert.Null(_reader.Find(socket));
    }

    [Fact]
    public void A_closed_socket_has_no_cookie()
    {
        RawSocket socket = Loopback.Tcp();
        socket.Close();
        Loopback.Fails("getsockopt,EBADF", () => _reader.Find(socket));
    }

    [Fact]
    public void A_destroyed_socket_is_gone_and_its_program_sees_it()
    {
        Assert.SkipUnless(Environment.UserName == "root", "it takes root");
        using RawSocket listener = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        using (server)
        {
            SocketState row = Found(client);
            try
            {
                SocketStateReader.Destroy(row);
            }
            catch (RawSocketException exception) when (exception.Identifier == "SOCK_DESTROY,EOPNOTSUPP")
            {
                Assert.Contains("CONFIG_INET_DIAG_DESTROY", exception.Message, StringComparison.Ordinal);
                Assert.Skip("this kernel can't");
            }

            Loopback.Fails("recv,ECONNABORTED", () => client.Receive(new byte[1]));
            Loopback.Fails("SOCK_DESTROY,ENOENT", () => SocketStateReader.Destroy(row));
        }
    }

    [Fact]
    public void Only_internet_sockets_can_be_destroyed()
    {
        using RawSocket unix = RawSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        Assert.Contains("Unix", Loopback.Fails("SOCK_DESTROY,EOPNOTSUPP", () => SocketStateReader.Destroy(Found(unix))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Destroying_takes_a_capability()
    {
        using RawSocket listener = Loopback.Listener();
        SocketState row = Found(listener);
        ThreadPrivileges.WithoutPrivileges(() => Loopback.Fails("SOCK_DESTROY,EPERM", () => SocketStateReader.Destroy(row)));
    }

    private SocketState Found(RawSocket socket)
    {
        SocketState? row = _reader.Find(socket);
        Assert.NotNull(row);
        return row;
    }
}
