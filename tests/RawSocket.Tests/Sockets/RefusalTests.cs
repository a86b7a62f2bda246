using System.Net;

namespace RawSockets.Tests;

public sealed class RefusalTests
{
    [Fact]
    public void An_address_of_the_other_family_is_EAFNOSUPPORT_and_says_which()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        RawSocketException bound = Refused.By(() => socket.Bind(Loopback.Address(AddressFamily.Inet6)));
        RawSocketException connected = Refused.By(() => socket.Connect(Loopback.Address(AddressFamily.Inet6, 80), cancellationToken: Bounded.Token));

        Assert.Equal("bind,EAFNOSUPPORT", bound.Identifier);
        Assert.Contains("Inet6", bound.Message, StringComparison.Ordinal);
        Assert.Equal("connect,EAFNOSUPPORT", connected.Identifier);
        Assert.Equal(Loopback.Address(AddressFamily.Inet6, 80), connected.EndPoint);
    }

    [Fact]
    public void An_endpoint_of_no_known_family_is_EAFNOSUPPORT()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        Refused.With("bind,EAFNOSUPPORT", () => socket.Bind(new DnsEndPoint("localhost", 80)));
    }

    [Fact]
    public void An_occupied_port_is_EADDRINUSE_with_the_address()
    {
        using RawSocket occupant = Loopback.Listener();
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        RawSocketException refused = Refused.By(() => socket.Bind(occupant.LocalEndPoint!));

        Assert.Equal("bind,EADDRINUSE", refused.Identifier);
        Assert.Equal(occupant.LocalEndPoint, refused.EndPoint);
        Assert.Null(socket.LocalEndPoint);
    }

    [Fact]
    public void An_address_that_is_not_on_this_machine_is_EADDRNOTAVAIL()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        Refused.With("bind,EADDRNOTAVAIL", () => socket.Bind(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 0)));
    }

    [Fact]
    public void A_second_bind_is_EINVAL()
    {
        using RawSocket socket = Loopback.Bound();

        Refused.With("bind,EINVAL", () => socket.Bind(Loopback.Address()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10_000)]
    public void A_port_where_nobody_listens_is_ECONNREFUSED_with_the_address(int? timeout)
    {
        using Refuser refuser = new();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        RawSocketException refused = Refused.By(() => client.Connect(refuser.EndPoint, timeout, Bounded.Token));

        Assert.Equal("connect,ECONNREFUSED", refused.Identifier);
        Assert.Equal(refuser.EndPoint, refused.EndPoint);
        Assert.Null(client.RemoteEndPoint);
    }

    [Fact]
    public void A_socket_that_was_refused_can_try_another_port()
    {
        using Refuser refuser = new();
        using RawSocket listener = Loopback.Listener();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Refused.With("connect,ECONNREFUSED", () => client.Connect(refuser.EndPoint, cancellationToken: Bounded.Token));

        client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token);

        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    }

    [Fact]
    public void A_second_connect_is_EISCONN()
    {
        using ConnectedPair pair = new();

        Refused.With("connect,EISCONN", () => pair.Client.Connect(pair.Client.RemoteEndPoint!, cancellationToken: Bounded.Token));
    }

    [Fact]
    public void Receiving_from_a_listener_is_ENOTCONN_at_once()
    {
        using RawSocket listener = Loopback.Listener();

        Refused.With("recv,ENOTCONN", () => listener.Receive(new byte[1], cancellationToken: Bounded.Token));
    }

    [Fact]
    public void Sending_to_a_listener_is_EPIPE_at_once_and_says_why()
    {
        using RawSocket listener = Loopback.Listener();

        RawSocketException refused = Refused.By(() => listener.Send("x"u8, cancellationToken: Bounded.Token));

        Assert.Equal("send,EPIPE", refused.Identifier);
        Assert.Contains("listens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Using_a_socket_that_was_never_connected_fails_at_once()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        Refused.With("recv,ENOTCONN", () => socket.Receive(new byte[1], cancellationToken: Bounded.Token));
        Refused.With("send,EPIPE", () => socket.Send("x"u8, cancellationToken: Bounded.Token));
        Refused.With("shutdown,ENOTCONN", () => socket.Shutdown(ShutdownDirection.Both));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, 5000)]
    [InlineData(true, null)]
    [InlineData(true, 5000)]
    public void Accepting_on_a_socket_that_does_not_listen_is_EINVAL_at_once(bool nonBlocking, int? timeout)
    {
        using RawSocket socket = Loopback.Bound();
        socket.SetNonBlocking(nonBlocking);

        Refused.With("accept4,EINVAL", () => socket.Accept(timeout, cancellationToken: Bounded.Token));
    }

    [Fact]
    public void A_datagram_socket_cannot_listen()
    {
        using var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);

        Refused.With("listen,EOPNOTSUPP", () => socket.Listen());
        Assert.False(socket.IsListening);
    }

    [Fact]
    public void A_negative_backlog_does_not_reach_the_kernel()
    {
        using RawSocket socket = Loopback.Bound();

        Assert.Throws<ArgumentOutOfRangeException>(() => socket.Listen(-1));
    }

    [Fact]
    public void Sending_after_the_own_end_of_stream_is_EPIPE()
    {
        using ConnectedPair pair = new();
        pair.Client.Shutdown(ShutdownDirection.Send);

        RawSocketException refused = Refused.By(() => pair.Client.Send("x"u8, cancellationToken: Bounded.Token));

        Assert.Equal("send,EPIPE", refused.Identifier);
        Assert.Equal(0, refused.BytesTransferred);
    }

    [Fact]
    public void Receiving_after_a_reset_is_ECONNRESET_with_the_peer()
    {
        using ConnectedPair pair = new();
        ConnectedPair.Reset(pair.Server);

        RawSocketException refused = Refused.By(() => pair.Client.Receive(new byte[1], cancellationToken: Bounded.Token));

        Assert.Equal("recv,ECONNRESET", refused.Identifier);
        Assert.Equal(pair.Client.RemoteEndPoint, refused.EndPoint);
    }

    [Fact]
    public void A_reset_in_the_middle_of_a_send_tells_how_much_was_sent()
    {
        using ConnectedPair pair = new();
        CancellationToken token = Bounded.Token;
        BlockedThread sender = BlockedThread.Start(() => pair.Client.Send(new byte[256 * 1024 * 1024], cancellationToken: token)).UntilItWaits();

        ConnectedPair.Reset(pair.Server);

        RawSocketException refused = Assert.IsType<RawSocketException>(sender.End());
        Assert.Contains(refused.Identifier, (string[])["send,ECONNRESET", "send,EPIPE"]);
        Assert.InRange(refused.BytesTransferred, 1, (256 * 1024 * 1024) - 1);
        Assert.Contains($"{refused.BytesTransferred} bytes had been sent", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_is_gone_raises_no_signal()
    {
        ToolResult child = await Child.RunAsync(ChildRoles.BrokenPipe);

        Assert.Equal(["send,EPIPE", "send,EPIPE"], child.Successful().Lines);
    }

    [Fact]
    public async Task A_privileged_port_without_the_right_is_EACCES()
    {
        bool isRoot = Environment.IsPrivilegedProcess;
        Assert.SkipUnless(!isRoot || await CanGiveUpRightsAsync(), "This runs as root and no user namespace can be made to give its rights up in.");
        string start = await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", Bounded.Token);
        Assert.SkipWhen(start.Trim() is "0" or "1", "Every port is unprivileged here.");

        ToolResult child = await Child.RunAsync(ChildRoles.PrivilegedPort, "", isRoot ? ["unshare", "--user"] : []);

        Assert.Equal(["bind,EACCES"], child.Successful().Lines);
    }

    private static async Task<bool> CanGiveUpRightsAsync() =>
        Tool.Exists("unshare") && (await Tool.RunAsync("unshare", "--user", "true")).ExitCode == 0;
}
