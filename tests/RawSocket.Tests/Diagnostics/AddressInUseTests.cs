using System.Diagnostics;
using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

public sealed class AddressInUseTests : ExplanationTests
{
    private static ErrorExplanation BindTo(IPAddress address, int port, bool reuse = false)
    {
        using RawSocket socket = Loopback.Tcp(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? AddressFamily.Inet : AddressFamily.Inet6);
        if (reuse)
        {
            socket.SetOption(SocketOption.Find("ReuseAddress")!, true);
        }

        return Explain("bind,EADDRINUSE", socket, () => socket.Bind(new IPEndPoint(address, port)));
    }

    [Fact]
    public void A_listener_of_this_process_is_named()
    {
        using RawSocket listener = Loopback.Listener();
        int port = Loopback.Port(listener);
        ErrorExplanation said = BindTo(IPAddress.Any, port);
        Says(said, $"Port {port} is held by {Me}, which listens at 127.0.0.1:{port}.");
        Advises(said, "this PowerShell process itself");
    }

    [Fact]
    public void A_listener_of_another_process_is_named_with_the_way_to_end_it()
    {
        RawSocket listener = Loopback.Listener();
        int port = Loopback.Port(listener);
        listener.SetCloseOnExec(false);
        using Process child = Process.Start(new ProcessStartInfo("/bin/sleep", "60"))!;
        listener.Close();
        try
        {
            ErrorExplanation said = BindTo(IPAddress.Loopback, port);
            Says(said, $"held by sleep (process {child.Id})");
            Advises(said, $"Stop-Process -Id {child.Id}");
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Fact]
    public void Without_rights_the_holder_is_a_user_id()
    {
        Assert.SkipUnless(Environment.UserName == "root", "there may be no processes of others");
        RawSocket listener = Loopback.Listener();
        int port = Loopback.Port(listener);
        listener.SetCloseOnExec(false);
        using Process child = Process.Start(new ProcessStartInfo("/bin/sleep", "60"))!;
        listener.Close();
        try
        {
            ThreadPrivileges.WithoutPrivileges(() =>
            {
                ErrorExplanation said = BindTo(IPAddress.Loopback, port);
                Says(said, "held by a program of user id 0, whose processes this user may not look into", $"listens at 127.0.0.1:{port}");
                Advises(said, "ss -tulpn");
            });
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }
    }

    [Fact]
    public void A_dual_stack_listener_holds_the_port_of_ipv4()
    {
        using RawSocket listener = Loopback.Listener(IPAddress.IPv6Any);
        Says(BindTo(IPAddress.Loopback, Loopback.Port(listener)), Me, $"listens at [::]:{Loopback.Port(listener)}", "takes the port of IPv4 too");
    }

    [Fact]
    public void An_ipv4_listener_stands_in_the_way_of_dual_stack()
    {
        using RawSocket listener = Loopback.Listener();
        Says(BindTo(IPAddress.IPv6Any, Loopback.Port(listener)), Me, "would take the port of IPv4 too");
    }

    [Fact]
    public void A_listener_at_another_address_is_not_blamed()
    {
        using RawSocket other = Loopback.Listener(IPAddress.Parse("127.0.0.2"));
        int port = Loopback.Port(other);
        using RawSocket listener = Loopback.Bound(IPAddress.Loopback, port);
        listener.Listen();
        ErrorExplanation said = BindTo(IPAddress.Loopback, port);
        Says(said, $"127.0.0.1:{port}");
        Assert.DoesNotContain("127.0.0.2", said.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_that_is_only_bound_is_named()
    {
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(6, 8), "the kernel lists them since 6.8");
        using RawSocket bound = Loopback.Bound();
        Says(BindTo(IPAddress.Loopback, Loopback.Port(bound)), Me, "is bound to", "without listening");
    }

    [Fact]
    public void A_udp_socket_is_named()
    {
        using RawSocket bound = Loopback.Udp();
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using RawSocket late = Loopback.Udp();
        ErrorExplanation said = Explain("bind,EADDRINUSE", late, () => late.Bind(bound.LocalEndPoint!));
        Says(said, Me, $"is bound to {bound.LocalEndPoint} over UDP");
    }

    [Fact]
    public void Listening_twice_with_reuse_names_the_listener_and_not_oneself()
    {
        using RawSocket first = Loopback.Bound(reuse: true);
        using RawSocket second = Loopback.Bound(port: Loopback.Port(first), reuse: true);
        first.Listen();
        Says(Explain("listen,EADDRINUSE", second, () => second.Listen()), Me, $"listens at {first.LocalEndPoint}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Time_wait_is_told_with_what_is_left_and_whether_reuse_helps(bool reuse)
    {
        int port;
        using (RawSocket listener = Loopback.Listener(reuse: reuse))
        {
            port = Loopback.Port(listener);
            (RawSocket client, RawSocket server) = Loopback.Connection(listener);
            server.Close();
            client.Receive(new byte[1]);
            client.Close();
        }

        ErrorExplanation said = BindTo(IPAddress.Loopback, port);
        Says(said, "Nobody listens there", "1 in TIME_WAIT (");
        Assert.Matches(@"TIME_WAIT \((5\d|60) s left\)", said.Meaning);
        CheckReuse(said, port, reuse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fin_wait2_is_told(bool reuse)
    {
        RawSocket client;
        int port;
        using (RawSocket listener = Loopback.Listener(reuse: reuse))
        {
            port = Loopback.Port(listener);
            (client, RawSocket server) = Loopback.Connection(listener);
            server.Close();
        }

        using (client)
        {
            Loopback.WaitUntilAcknowledged(port, AddressFamily.Inet);
            ErrorExplanation said = BindTo(IPAddress.Loopback, port);
            Says(said, "Nobody listens there", "1 in FIN_WAIT2");
            CheckReuse(said, port, reuse);
        }
    }

    [Fact]
    public void Close_wait_is_told_with_its_owner()
    {
        RawSocket server;
        int port;
        using (RawSocket listener = Loopback.Listener(reuse: true))
        {
            port = Loopback.Port(listener);
            (RawSocket client, server) = Loopback.Connection(listener);
            client.Close();
        }

        using (server)
        {
            server.Receive(new byte[1]);
            ErrorExplanation said = BindTo(IPAddress.Loopback, port);
            Says(said, "1 in CLOSE_WAIT", $"They belong to {Me}", "the peer has closed, and the program has not", "ReuseAddress would help");
        }
    }

    [Fact]
    public void Connections_of_a_dual_stack_server_stand_in_the_way_of_ipv4()
    {
        RawSocket server;
        RawSocket client = Loopback.Tcp();
        int port;
        using (RawSocket listener = Loopback.Listener(IPAddress.IPv6Any, reuse: true))
        {
            port = Loopback.Port(listener);
            client.Connect(new IPEndPoint(IPAddress.Loopback, port));
            server = listener.Accept(5000);
        }

        using (client)
        using (server)
        {
            Says(BindTo(IPAddress.Loopback, port), "1 in ESTABLISHED", "ReuseAddress would help");
        }
    }

    [Fact]
    public void With_no_port_left_the_range_is_told() => ThreadPrivileges.InNewNetwork(() =>
    {
        File.WriteAllText("/proc/sys/net/ipv4/ip_local_port_range", "40000 40001");
        using RawSocket first = Loopback.Bound(IPAddress.Any);
        using RawSocket second = Loopback.Bound(IPAddress.Any);
        using RawSocket third = Loopback.Tcp();
        Says(Explain("bind,EADDRINUSE", third, () => third.Bind(new IPEndPoint(IPAddress.Any, 0))), "40000-40001");
    });

    [Fact]
    public void A_holder_that_went_is_not_made_up()
    {
        using RawSocket socket = Loopback.Bound();
        IPEndPoint free = (IPEndPoint)socket.LocalEndPoint!;
        socket.Close();
        ErrorExplanation? said = ErrorExplanation.For(new RawSocketException("bind", new Errno(98), free));
        Says(said!, "no socket held port");
    }

    // What is said must be what happens.
    private static void CheckReuse(ErrorExplanation said, int port, bool reuse)
    {
        if (reuse)
        {
            Says(said, "ReuseAddress would help.");
            Advises(said, "-Name ReuseAddress -Value $true", "Start-EchoServer");
            Loopback.Bound(port: port, reuse: true).Close();
        }
        else
        {
            Says(said, "ReuseAddress does not help this time");
            Advises(said, "Wait ");
            Says(BindTo(IPAddress.Loopback, port, reuse: true), "ReuseAddress does not help");
        }
    }
}
