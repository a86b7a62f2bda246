using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class SocketStateReaderTests
{
    private static List<InetSocketState> At(int port, AddressFamily family = AddressFamily.Inet, SocketProtocol protocol = SocketProtocol.Tcp, TcpStates states = TcpStates.Listed) =>
        Read(new() { Family = family, Protocols = [protocol], LocalPorts = [port], States = states });

    private static List<InetSocketState> Read(SocketStateQuery query) => [.. new SocketStateReader().Read(query).Cast<InetSocketState>()];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Rows_of_tcp_equal_those_of_ss(string address)
    {
        Assert.SkipUnless(SocketStatistics.IsPresent, "ss is not installed");
        IPAddress loopback = IPAddress.Parse(address);
        using RawSocket listener = Loopback.Listener(loopback);
        (RawSocket first, RawSocket firstServer) = Loopback.Connection(listener);
        (RawSocket second, RawSocket secondServer) = Loopback.Connection(listener);
        (RawSocket third, RawSocket thirdServer) = Loopback.Connection(listener);
        using RawSocket waiting = Loopback.Tcp(listener.AddressFamily);
        waiting.Connect(listener.LocalEndPoint!);
        using (first)
        using (firstServer)
        using (second)
        using (thirdServer)
        {
            // Unread data, CLOSE_WAIT facing FIN_WAIT2, TIME_WAIT, and a connection that nobody has accepted.
            first.Send("unread"u8);
            secondServer.Close();
            third.Close();
            thirdServer.Receive(new byte[1]);
            thirdServer.Close();
            int port = Loopback.Port(listener);
            Loopback.WaitUntilAcknowledged(port, listener.AddressFamily);
            IEnumerable<InetSocketState> own = At(port, listener.AddressFamily)
                .Concat(Read(new() { Family = listener.AddressFamily, RemotePorts = [port] }));

            // The port may have been somebody else's a moment ago, and connections in TIME_WAIT be left of that.
            HashSet<EndPoint?> clients = [first.LocalEndPoint, second.LocalEndPoint, third.LocalEndPoint, waiting.LocalEndPoint];
            bool IsOurs(SocketStatistics.Row row) => row.State == "LISTEN" || clients.Contains(row.Local) || clients.Contains(row.Remote);
            List<SocketStatistics.Row> rows = [.. own.Select(SocketStatistics.Of).Where(IsOurs).OrderBy(row => row.Cookie)];

            Assert.Equal(SocketStatistics.List("-tanoeH", port).Where(IsOurs).OrderBy(row => row.Cookie), rows);
            Assert.Equal(["CLOSE-WAIT", "ESTAB", "FIN-WAIT-2", "LISTEN", "TIME-WAIT"], rows.Select(row => row.State).Distinct().Order());
            Assert.Contains(rows, row => row.ReceiveQueue == 6);
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Rows_of_udp_equal_those_of_ss(string address)
    {
        Assert.SkipUnless(SocketStatistics.IsPresent, "ss is not installed");
        IPAddress loopback = IPAddress.Parse(address);
        AddressFamily family = loopback.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamily.Inet : AddressFamily.Inet6;
        using RawSocket bound = Loopback.Udp(family);
        bound.Bind(new IPEndPoint(loopback, 0));
        using RawSocket connected = Loopback.Udp(family);
        connected.Connect(bound.LocalEndPoint!);
        connected.Send("abc"u8);
        int port = Loopback.Port(bound);
        List<InetSocketState> rows =
        [
            .. At(port, family, SocketProtocol.Udp), .. Read(new() { Family = family, Protocols = [SocketProtocol.Udp], RemotePorts = [port] }),
        ];

        Assert.Equal(2, rows.Count);
        Assert.Equal(SocketStatistics.List("-uaneH", port).OrderBy(row => row.Cookie), rows.Select(SocketStatistics.Of).OrderBy(row => row.Cookie));
        Assert.Equal([TcpState.Closed, TcpState.Established], rows.Select(row => row.State));
    }

    [Fact]
    public void The_kernel_applies_port_and_state()
    {
        using RawSocket listener = Loopback.Listener();
        using RawSocket other = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        using (server)
        {
            int port = Loopback.Port(listener);
            Assert.Equal([TcpState.Established, TcpState.Listen], At(port, states: TcpStates.Established | TcpStates.Listen).Select(row => row.State).Order());
            Assert.Equal(TcpState.Listen, Assert.Single(At(port, states: TcpStates.Listen)).State);
            Assert.Contains(At(Loopback.Port(client)), row => row.RemotePort == port && row.LocalEndPoint.Equals(client.LocalEndPoint));
            SocketStateQuery towards = new() { RemotePorts = [port], States = TcpStates.Established };
            Assert.Equal(client.LocalEndPoint, Assert.Single(Read(towards)).LocalEndPoint);
            Assert.Empty(At(port, protocol: SocketProtocol.Udp));
        }
    }

    [Fact]
    public void The_timer_of_a_connection_in_time_wait_runs()
    {
        using RawSocket listener = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        server.Close();
        client.Receive(new byte[1]);
        client.Close();
        InetSocketState row = Assert.Single(At(Loopback.Port(listener), states: TcpStates.TimeWait));
        Assert.Equal((SocketTimer.TimeWait, 0u), (row.Timer, row.Inode));
        Assert.InRange(row.TimerExpires.TotalSeconds, 50, 61);
    }

    [Fact]
    public void A_socket_that_is_only_bound_is_listed_on_request()
    {
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(6, 8), "the kernel lists them since 6.8");
        using RawSocket socket = Loopback.Bound();
        Assert.Empty(At(Loopback.Port(socket)));
        InetSocketState row = Assert.Single(At(Loopback.Port(socket), states: TcpStates.All));
        Assert.Equal((TcpState.Closed, socket.LocalEndPoint), (row.State, row.LocalEndPoint));
    }

    [Fact]
    public void A_dual_stack_listener_says_so()
    {
        using RawSocket dual = Loopback.Listener(IPAddress.IPv6Any);
        Assert.False(Assert.Single(At(Loopback.Port(dual), AddressFamily.Inet6)).IPv6Only);
    }

    [Fact]
    public void A_protocol_without_a_listing_is_the_kernels_error() =>
        Loopback.Fails("sock_diag,ENOENT", () => Assert.Empty(new SocketStateReader().Read(new() { Protocols = [SocketProtocol.Sctp] })));

    [Fact]
    public void A_thousand_sockets_come_in_several_datagrams_once_each()
    {
        using RawSocket listener = Loopback.Listener();
        List<RawSocket> clients = [.. Enumerable.Range(0, 1000).Select(_ => Loopback.Tcp())];
        clients.ForEach(client => client.Connect(listener.LocalEndPoint!));
        List<InetSocketState> rows =
            Read(new() { RemotePorts = [Loopback.Port(listener)], States = TcpStates.Established });
        clients.ForEach(client => client.Close());
        Assert.Equal(1000, rows.Count);
        Assert.Equal(1000, rows.Select(row => row.Cookie).Distinct().Count());
    }

    [Fact]
    public void Unix_sockets_have_name_file_and_peer()
    {
        string path = Path.Combine(Path.GetTempPath(), $"rs-{Guid.NewGuid():N}"[..20]);
        using System.Net.Sockets.Socket listener = UnixSockets.Listener(path);
        using System.Net.Sockets.Socket client = UnixSockets.Client(path);
        using System.Net.Sockets.Socket server = listener.Accept();
        using System.Net.Sockets.Socket waiting = UnixSockets.Client(path);
        List<UnixSocketState> rows = [.. new SocketStateReader().Read(new() { Protocols = [SocketProtocol.Unix], LocalAddresses = [AddressPattern.Parse(path)] }).Cast<UnixSocketState>()];
        File.Delete(path);

        UnixSocketState listening = Assert.Single(rows, row => row.State == TcpState.Listen);
        UnixSocketState accepted = Assert.Single(rows, row => row.State == TcpState.Established);
        Assert.Equal((SocketType.Stream, 1L, false), (listening.Type, listening.ReceiveQueue, listening.IsAbstract));
        Assert.NotEqual(0u, listening.FileInode);
        Assert.NotEqual(0u, accepted.PeerInode);
    }
}
