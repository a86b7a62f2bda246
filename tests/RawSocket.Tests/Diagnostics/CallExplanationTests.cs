using System.Diagnostics;
using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class CallExplanationTests : ExplanationTests
{
    private static ErrorExplanation Connect(IPEndPoint target, string identifier = "connect,ECONNREFUSED", RawSocket? socket = null)
    {
        socket ??= Loopback.Tcp(target.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamily.Inet : AddressFamily.Inet6);
        using (socket)
        {
            return Explain(identifier, socket, () => socket.Connect(target));
        }
    }

    private static int FreePort()
    {
        using RawSocket socket = Loopback.Bound();
        return Loopback.Port(socket);
    }

    [Fact]
    public void Refused_where_nothing_listens()
    {
        int port = FreePort();
        ErrorExplanation said = Connect(new IPEndPoint(IPAddress.Loopback, port));
        Says(said, $"Nothing on this machine listens on TCP port {port}.");
        Advises(said, $"Start-EchoServer -Address 127.0.0.1 -Port {port}");
    }

    [Fact]
    public void Refused_where_only_another_address_listens()
    {
        using RawSocket listener = Loopback.Listener();
        int port = Loopback.Port(listener);
        ErrorExplanation said = Connect(new IPEndPoint(IPAddress.IPv6Loopback, port));
        Says(said, $"Nothing listens at [::1]:{port}.", $"there is only {Me}, at 127.0.0.1:{port}.");
        Advises(said, "Use the address 127.0.0.1");
    }

    [Fact]
    public void Refused_by_a_socket_that_does_not_listen()
    {
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(6, 8), "the kernel lists them since 6.8");
        using RawSocket bound = Loopback.Bound();
        ErrorExplanation said = Connect((IPEndPoint)bound.LocalEndPoint!);
        Says(said, $"{Me} is bound to {bound.LocalEndPoint} but does not listen");
        Advises(said, "Start-RawListen");
    }

    [Fact]
    public void Refused_by_a_port_of_udp()
    {
        using RawSocket socket = Loopback.Udp();
        int port;
        using (RawSocket gone = Loopback.Udp())
        {
            gone.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = Loopback.Port(gone);
            socket.Connect(gone.LocalEndPoint!);
        }

        socket.Send("x"u8);
        Says(Explain("recv,ECONNREFUSED", socket, () => socket.Receive(new byte[1])), $"Nothing on this machine is bound to UDP port {port}.");
    }

    [Fact]
    public void Refused_at_another_machine_says_that_it_can_be_reached() =>
        Says(ErrorExplanation.For(new RawSocketException("connect", new Errno(111), IPEndPoint.Parse("198.51.100.1:80")))!, "198.51.100.1 can be reached");

    [Fact]
    public void A_low_port_names_the_setting_and_its_value() => ThreadPrivileges.WithoutPrivileges(() =>
    {
        string first = File.ReadAllText("/proc/sys/net/ipv4/ip_unprivileged_port_start").Trim();
        Assert.SkipWhen(first == "0", "no port is privileged here");
        using RawSocket socket = Loopback.Tcp();
        ErrorExplanation said = Explain("bind,EACCES", socket, () => socket.Bind(new IPEndPoint(IPAddress.Loopback, 1)));
        Says(said, $"net.ipv4.ip_unprivileged_port_start = {first}", "CAP_NET_BIND_SERVICE, which this one has not");
        Advises(said, "sysctl -w net.ipv4.ip_unprivileged_port_start=1");
    });

    [Fact]
    public void The_setting_is_that_of_the_network_one_is_in() => ThreadPrivileges.InNewNetwork(() =>
    {
        File.WriteAllText("/proc/sys/net/ipv4/ip_unprivileged_port_start", "3000");
        Says(ErrorExplanation.For(new RawSocketException("bind", new Errno(13), IPEndPoint.Parse("0.0.0.0:2000")))!, "Ports below 3000");
    });

    [Fact]
    public void A_broadcast_address_wants_its_option()
    {
        using RawSocket socket = Loopback.Udp();
        ErrorExplanation said = Explain("connect,EACCES", socket, () => socket.Connect(IPEndPoint.Parse("127.255.255.255:9")));
        Says(said, "127.255.255.255 is a broadcast address", "SO_BROADCAST");
        Advises(said, "-Name Broadcast");
    }

    [Fact]
    public void A_foreign_address_lists_the_own_ones()
    {
        using RawSocket socket = Loopback.Tcp();
        Says(Explain("bind,EADDRNOTAVAIL", socket, () => socket.Bind(IPEndPoint.Parse("198.51.100.1:0"))), "198.51.100.1 is no address of this machine", "127.0.0.1");
    }

    [Fact]
    public void A_link_local_address_wants_its_interface()
    {
        using RawSocket socket = Loopback.Tcp(AddressFamily.Inet6);
        IPEndPoint target = IPEndPoint.Parse("[fe80::1]:9");
        Advises(Explain("connect,EINVAL", socket, () => socket.Connect(target)), "fe80::1%");
        Says(Explain("bind,EINVAL", socket, () => socket.Bind(new IPEndPoint(target.Address, 0))), "link-local");
    }

    [Fact]
    public void A_second_bind_is_told()
    {
        using RawSocket socket = Loopback.Bound();
        Says(Explain("bind,EINVAL", socket, () => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0))), $"bound to {socket.LocalEndPoint} already");
    }

    [Fact]
    public void A_network_without_addresses_is_unreachable() => ThreadPrivileges.InNewNetwork(() =>
        Says(Connect(IPEndPoint.Parse("198.51.100.1:9"), "connect,ENETUNREACH"), "no IPv4 address but for loopback"));

    [Fact]
    public void No_route_and_no_host_are_told_apart() => ThreadPrivileges.InNewNetwork(() =>
    {
        Assert.SkipUnless(Ip("link set lo up") && Ip("addr add 192.0.2.1/32 dev lo"), "ip is not installed");
        Says(Connect(IPEndPoint.Parse("198.51.100.1:9"), "connect,ENETUNREACH"), "no route to 198.51.100.1");
        Assert.True(Ip("route add unreachable 198.51.100.0/24"));
        ErrorExplanation said = Connect(IPEndPoint.Parse("198.51.100.1:9"), "connect,EHOSTUNREACH");
        Says(said, "Nothing answers at 198.51.100.1");
        Advises(said, "ip neigh show 198.51.100.1");
    });

    [Fact]
    public void No_local_port_left_for_a_connection_is_told() => ThreadPrivileges.InNewNetwork(() =>
    {
        Assert.SkipUnless(Ip("link set lo up"), "ip is not installed");
        using RawSocket listener = Loopback.Listener();
        File.WriteAllText("/proc/sys/net/ipv4/ip_local_port_range", "40000 40000");
        using RawSocket first = Loopback.Tcp();
        first.Connect(listener.LocalEndPoint!);
        Says(Connect((IPEndPoint)listener.LocalEndPoint!, "connect,EADDRNOTAVAIL"), "no free local port", "40000-40000");
    });

    [Fact]
    public void No_answer_is_told_from_a_refusal()
    {
        using RawSocket listener = Loopback.Bound();
        listener.Listen(0);
        List<RawSocket> waiting = [Loopback.Tcp(), Loopback.Tcp(), Loopback.Tcp()];
        waiting[0].Connect(listener.LocalEndPoint!);
        ErrorExplanation? said = null;
        foreach (RawSocket late in waiting.Skip(1))
        {
            try
            {
                late.Connect(listener.LocalEndPoint!, 100);
            }
            catch (RawSocketException exception)
            {
                Assert.Equal("connect,ETIMEDOUT", exception.Identifier);
                said = ErrorExplanation.For(exception, late);
            }
        }

        waiting.ForEach(socket => socket.Close());
        Assert.NotNull(said);
        Says(said, "No answer came from 127.0.0.1 in time");
    }

    [Theory]
    [InlineData(AddressFamily.Packet, SocketType.Raw, "socket,EPERM", "CAP_NET_RAW, which this one has not")]
    [InlineData(AddressFamily.Inet, SocketType.Raw, "socket,EPERM", "CAP_NET_RAW, which this one has not")]
    public void Raw_sockets_want_a_capability(AddressFamily family, SocketType type, string identifier, string words) =>
        ThreadPrivileges.WithoutPrivileges(() =>
            Says(Explain(identifier, null, () => RawSocket.Open(family, type, family == AddressFamily.Inet ? ProtocolType.Icmp : ProtocolType.Default)), words));

    [Fact]
    public void A_family_that_the_kernel_lacks_names_its_module()
    {
        // AF_IPX (4) was taken out of Linux in 2018.
        ErrorExplanation said = Explain("socket,EAFNOSUPPORT", null, () => RawSocket.Open((AddressFamily)4, SocketType.Dgram));
        Says(said, "net-pf-4");
        Advises(said, "modprobe net-pf-4");
    }

    [Fact]
    public void A_protocol_of_another_type_says_which()
    {
        ErrorExplanation said = Explain("socket,EPROTONOSUPPORT", null, () => RawSocket.Open(AddressFamily.Inet, SocketType.Stream, ProtocolType.Udp));
        Says(said, "UDP does not go with sockets of type Stream, but with Dgram");
    }

    [Fact]
    public void A_protocol_that_the_kernel_lacks_names_its_module() => Says(
        Explain("socket,EPROTONOSUPPORT", null, () => RawSocket.Open(AddressFamily.Inet, SocketType.Stream, (ProtocolType)200)), "net-pf-2-proto-200-type-1");

    [Fact]
    public void A_type_that_the_family_lacks_is_told() =>
        Says(Explain("socket,ESOCKTNOSUPPORT", null, () => RawSocket.Open(AddressFamily.Inet, SocketType.SeqPacket)), "Inet have no type SeqPacket");

    [Fact]
    public void An_address_of_another_family_is_told()
    {
        using RawSocket socket = Loopback.Tcp();
        Says(Explain("connect,EAFNOSUPPORT", socket, () => socket.Connect(IPEndPoint.Parse("[::1]:9"))), "another family", "Inet Stream Tcp socket");
    }

    [Fact]
    public void The_limit_of_descriptors_is_told()
    {
        string soft = File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
        Says(ErrorExplanation.For(new RawSocketException("socket", new Errno(24)))!, $"may have {soft} descriptors open", "are open now");
    }

    [Fact]
    public void The_limit_of_the_system_is_told()
    {
        string limit = File.ReadAllText("/proc/sys/fs/file-max").Trim();
        Says(ErrorExplanation.For(new RawSocketException("accept4", new Errno(23)))!, $"fs.file-max allows {limit}");
    }

    [Fact]
    public void A_broken_pipe_tells_which_side_ended_it()
    {
        using RawSocket listener = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        using (server)
        {
            client.Shutdown(ShutdownDirection.Send);
            Says(Explain("send,EPIPE", client, () => client.Send("x"u8)), "This side has ended its half");
        }

        using RawSocket fresh = Loopback.Tcp();
        Says(Explain("send,EPIPE", fresh, () => fresh.Send("x"u8)), "never was");
    }

    [Fact]
    public void A_reset_and_the_broken_pipe_after_it_blame_the_peer()
    {
        using RawSocket listener = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        {
            client.Send("unread"u8);
            server.Close();
            Says(Explain("recv,ECONNRESET", client, () => client.Receive(new byte[1])), "The peer ended the connection at once (RST)");
            Says(Explain("send,EPIPE", client, () => client.Send("x"u8)), "the peer has closed it");
        }
    }

    [Fact]
    public void Not_connected_tells_listener_from_stranger()
    {
        using RawSocket listener = Loopback.Listener();
        Advises(Explain("recv,ENOTCONN", listener, () => listener.Receive(new byte[1])), "Receive-RawConnection");
        using RawSocket fresh = Loopback.Tcp();
        Says(Explain("shutdown,ENOTCONN", fresh, () => fresh.Shutdown(ShutdownDirection.Both)), "never was");
        using RawSocket datagram = Loopback.Udp();
        Says(Explain("send,EDESTADDRREQ", datagram, () => datagram.Send("x"u8)), "named no address");
    }

    [Fact]
    public void Accepting_without_listening_is_told()
    {
        using RawSocket bound = Loopback.Bound();
        ErrorExplanation said = Explain("accept4,EINVAL", bound, () => bound.Accept());
        Says(said, $"merely bound to {bound.LocalEndPoint}");
        Advises(said, "Start-RawListen");
        using RawSocket datagram = Loopback.Udp();
        Says(Explain("listen,EOPNOTSUPP", datagram, () => datagram.Listen()), "Inet Dgram Udp socket has no connections");
    }

    [Fact]
    public void Non_blocking_calls_say_what_to_wait_for()
    {
        using RawSocket listener = Loopback.Listener();
        listener.SetNonBlocking(true);
        Advises(Explain("accept4,EAGAIN", listener, () => listener.Accept()), "Wait-RawSocket", "-For Read");
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        using (server)
        {
            client.SetNonBlocking(true);
            Says(Explain("recv,EAGAIN", client, () => client.Receive(new byte[1])), "nothing has arrived");
            byte[] much = new byte[1 << 20];
            Advises(Explain("send,EAGAIN", client, () => SendUntilFull(client, much)), "-For Write");
        }
    }

    [Fact]
    public void What_was_not_to_wait_or_had_a_time_of_its_own_is_not_called_non_blocking()
    {
        using RawSocket listener = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        using (server)
        {
            Says(Explain("recv,EAGAIN", client, () => client.Receive(new byte[1], MessageFlags.DontWait)), "MSG_DONTWAIT", "nothing has arrived");
            client.SetOption(SocketOption.Find("ReceiveTimeout")!, 1);
            ErrorExplanation said = Explain("recv,EAGAIN", client, () => client.Receive(new byte[1]));
            Says(said, "SO_RCVTIMEO", "nothing has arrived");
            Advises(said, "-Timeout");
        }
    }

    [Theory]
    [InlineData("write", "ENOSPC", "disk is full")]
    [InlineData("write", "EPIPE", "pipe")]
    [InlineData("read", "EBADF", "standard input")]
    [InlineData("open", "EACCES", "may not")]
    [InlineData("epoll_ctl", "ENOSPC", "watched")]
    public void A_call_on_a_file_is_explained_as_one_of_a_file(string call, string error, string word)
    {
        using RawSocket socket = Loopback.Udp();
        _ = Errno.TryParse(error, out Errno errno);
        ErrorExplanation? said = ErrorExplanation.For(new RawSocketException(call, errno), socket);
        Says(said!, word);
        Assert.DoesNotMatch("[Ss]ocket|peer|port|connection", said!.Meaning);
    }

    [Fact]
    public void What_is_too_long_to_be_received_is_not_called_too_long_to_be_sent()
    {
        (RawSocket one, RawSocket two) = RawSocket.OpenPair();
        using (one)
        using (two)
        {
            one.Send("abcdef"u8);
            Says(Explain("recv,EMSGSIZE", two, () => two.ReceiveUntil("!"u8, 3)), "delimiter");
        }
    }

    [Fact]
    public void A_connected_socket_says_to_whom()
    {
        using RawSocket listener = Loopback.Listener();
        (RawSocket client, RawSocket server) = Loopback.Connection(listener);
        using (client)
        using (server)
        {
            Says(Explain("connect,EISCONN", server, () => server.Connect(listener.LocalEndPoint!)), $"connected to {client.LocalEndPoint} already");
        }
    }

    [Fact]
    public void An_option_that_the_socket_lacks_is_told()
    {
        using RawSocket socket = Loopback.Udp();
        ErrorExplanation said = Explain("setsockopt,ENOPROTOOPT", socket, () => socket.SetOption(0, 9999, [1, 0, 0, 0]));
        Says(said, "This Inet Dgram Udp socket has no such option");
    }

    [Fact]
    public void A_datagram_that_is_too_large_tells_the_limit()
    {
        using RawSocket target = Loopback.Udp();
        target.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using RawSocket socket = Loopback.Udp();
        socket.Connect(target.LocalEndPoint!);
        Says(Explain("send,EMSGSIZE", socket, () => socket.Send(new byte[65_508])), "at most 65507 bytes", "MTU is ");
        socket.Send(new byte[65_507]);
    }

    [Fact]
    public void An_error_without_a_rule_has_its_general_meaning() =>
        Assert.Equal(new Errno(105).Meaning, ErrorExplanation.For(new RawSocketException("send", new Errno(105)))!.Meaning);

    [Fact]
    public void An_error_that_sockets_do_not_give_has_none() => Assert.Null(ErrorExplanation.For(new RawSocketException("x", new Errno(57))));

    [Fact]
    public void Nothing_of_the_looking_up_is_traced()
    {
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            ErrorExplanation.For(new RawSocketException("bind", new Errno(98), IPEndPoint.Parse("127.0.0.1:9")));
        }

        Assert.Empty(lines);
    }

    private static void SendUntilFull(RawSocket socket, byte[] data)
    {
        // The kernel enlarges its buffers while data comes, so how much it takes can't be known.
        Stopwatch time = Stopwatch.StartNew();
        while (time.ElapsedMilliseconds < 10_000)
        {
            socket.Send(data);
        }
    }

    private static bool Ip(string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("ip", arguments))!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
