using System.Diagnostics;
using System.Net;
using RawSockets.Reachability;
using RawSockets.Tests.Names;

namespace RawSockets.Tests.Reachability;

/// <summary>Hosts that can be reached, that refuse, and that never answer.</summary>
public sealed class ConnectionTestTests
{
    [Theory]
    [InlineData("127.0.0.1", AddressFamily.Inet)]
    [InlineData("::1", AddressFamily.Inet6)]
    public void A_listener_is_reached_by_its_family(string address, AddressFamily family)
    {
        using Peers peers = new();
        IPEndPoint there = (IPEndPoint)peers.Answering(IPAddress.Parse(address));
        ConnectionTestResult result = Single(address, there.Port);
        Assert.True(result.Succeeded);
        Assert.Equal((there, family, null, null), (result.EndPoint!, result.AddressFamily!.Value, result.Error, result.ResolveTime));
        Assert.True(result.ConnectTime > TimeSpan.Zero);
        bool six = family == AddressFamily.Inet6;
        Assert.Equal((six ? ProbeOutcome.NoAddress : ProbeOutcome.Connected, six ? ProbeOutcome.Connected : ProbeOutcome.NoAddress), (result.IPv4, result.IPv6));
        Assert.NotNull(Assert.Single(result.Addresses).LocalEndPoint);
    }

    [Fact]
    public void A_name_is_looked_up_and_timed()
    {
        using RawSocket listener = Loopback.Listener();
        ConnectionTestResult result = Single("localhost", Port(listener));
        Assert.True(result.Succeeded);
        Assert.NotNull(result.ResolveTime);
        Assert.Equal(ProbeOutcome.Connected, result.IPv4);
    }

    [Fact]
    public void A_refusal_is_explained()
    {
        using Refuser refuser = new();
        ConnectionTestResult result = Single("127.0.0.1", ((IPEndPoint)refuser.EndPoint).Port);
        Assert.False(result.Succeeded);
        Assert.Equal(("connect,ECONNREFUSED", ProbeOutcome.Refused), (result.Error, result.IPv4));
        Assert.Contains("does not listen", result.Explanation!.Meaning, StringComparison.Ordinal);
        Assert.NotEmpty(result.Explanation.Action);
    }

    [Fact]
    public void One_family_that_fails_does_not_hide_the_other()
    {
        using Peers peers = new();
        int port = ((IPEndPoint)peers.Answering(Peers.V6)).Port;
        ConnectionTestResult four = Single("127.0.0.1", port);
        ConnectionTestResult six = Single("::1", port);
        Assert.Equal((ProbeOutcome.Refused, ProbeOutcome.Connected), (four.IPv4, six.IPv6));
    }

    [Fact]
    public void No_answer_is_a_timeout()
    {
        using FullListener silent = new();
        long start = Stopwatch.GetTimestamp();
        ConnectionTestResult result = Single("127.0.0.1", ((IPEndPoint)silent.EndPoint).Port, new ConnectionTestOptions { Timeout = 100 });
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromMilliseconds(100), Bounded.Limit);
        Assert.Equal(("connect,ETIMEDOUT", ProbeOutcome.TimedOut), (result.Error, result.IPv4));
        Assert.True(result.Addresses[0].Time >= TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void Many_ports_wait_side_by_side_and_keep_their_order()
    {
        using FullListener silent = new();
        using RawSocket listener = Loopback.Listener();
        using Refuser refuser = new();
        int[] ports = [Port(listener), ((IPEndPoint)silent.EndPoint).Port, ((IPEndPoint)refuser.EndPoint).Port, .. Enumerable.Repeat(((IPEndPoint)silent.EndPoint).Port, 60)];
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<ConnectionTestResult> results =
            ConnectionTest.Run("127.0.0.1", ports, new ConnectionTestOptions { Timeout = 300 }, Bounded.Token);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
        Assert.Equal(ports, results.Select(static result => result.Port));
        Assert.Equal([ProbeOutcome.Connected, ProbeOutcome.TimedOut, ProbeOutcome.Refused], results.Take(3).Select(static result => result.IPv4));
    }

    [Fact]
    public void An_unknown_name_is_a_result_too()
    {
        ConnectionTestResult result = Single("no-such-host.invalid", 80);
        Assert.False(result.Succeeded);
        Assert.StartsWith("getaddrinfo,EAI_", result.Error, StringComparison.Ordinal);
        Assert.NotNull(result.ResolveTime);
        Assert.Empty(result.Addresses);
    }

    [Fact]
    public void A_numeric_address_of_the_other_family_is_no_address() =>
        Assert.Equal("getaddrinfo,EAI_ADDRFAMILY", Single("127.0.0.1", 80, new ConnectionTestOptions { AddressFamily = AddressFamily.Inet6 }).Error);

    [Fact]
    public void What_can_be_no_host_or_port_is_refused()
    {
        Assert.Throws<ArgumentException>(static () => Single("127.1", 80));
        Assert.Throws<ArgumentException>(static () => Single("", 80));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Single("127.0.0.1", 0));
        Assert.Throws<ArgumentOutOfRangeException>(static () => Single("127.0.0.1", 65536));
    }

    [Fact]
    public void Udp_that_is_silent_is_no_success_and_no_error()
    {
        using RawSocket silent = Udp();
        ConnectionTestResult result = Single("127.0.0.1", Port(silent), new ConnectionTestOptions { Udp = true, Timeout = 50 });
        Assert.Equal((false, ProbeOutcome.NoAnswer, null), (result.Succeeded, result.IPv4, result.Error));
    }

    [Fact]
    public void Udp_where_nothing_is_bound_is_refused_and_explained_as_udp()
    {
        int port;
        using (RawSocket socket = Udp())
        {
            port = Port(socket);
        }

        ConnectionTestResult result = Single("127.0.0.1", port, new ConnectionTestOptions { Udp = true, Timeout = 2000 });
        Assert.Equal(ProbeOutcome.Refused, result.IPv4);
        Assert.EndsWith(",ECONNREFUSED", result.Error, StringComparison.Ordinal);
        Assert.Contains("UDP", result.Explanation!.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void Udp_that_answers_is_reached()
    {
        using RawSocket server = Udp();
        BlockedThread answering = BlockedThread.Start(() =>
        {
            Datagram question = server.ReceiveDatagrams(1, 100, System.Text.Encoding.UTF8, timeout: 5000)[0];
            server.SendDatagrams([question.Data], question.RemoteEndPoint);
        });
        ConnectionTestResult result = Single("127.0.0.1", Port(server), new ConnectionTestOptions { Udp = true, Payload = new byte[] { 1, 2 } });
        answering.EndWell();
        Assert.Equal((true, ProbeOutcome.Answered), (result.Succeeded, result.IPv4));
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using FullListener silent = new();
        using CancellationTokenSource cancel = new();
        int port = ((IPEndPoint)silent.EndPoint).Port;
        BlockedThread waiting = BlockedThread.Start(() => ConnectionTest.Run("127.0.0.1", [port], new ConnectionTestOptions { Timeout = -1 }, cancel.Token)).UntilItWaits();
        cancel.Cancel();
        Assert.IsType<OperationCanceledException>(waiting.End());
    }

    private static ConnectionTestResult Single(string host, int port, ConnectionTestOptions? options = null) =>
        Assert.Single(ConnectionTest.Run(host, [port], options, Bounded.Token));

    private static int Port(RawSocket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static RawSocket Udp()
    {
        RawSocket socket = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        socket.Bind(Loopback.Address());
        return socket;
    }
}
