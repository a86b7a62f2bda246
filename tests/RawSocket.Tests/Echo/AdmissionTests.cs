using System.Diagnostics;
using System.Net;
using RawSockets.Echo;
using RawSockets.Engine;

namespace RawSockets.Tests;

public sealed class AdmissionTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void One_client_too_many_is_closed_and_told_and_when_one_has_left_the_next_is_served(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, MaxConnections = 2 });
        RawSocket first = watched.Connect();
        using RawSocket second = watched.Connect();
        WatchedServer.AssertEchoes(first, 1);
        WatchedServer.AssertEchoes(second, 2);

        using RawSocket third = watched.Connect();

        Assert.Empty(Received.UntilTheEnd(third));
        EchoServerEvent rejected = watched.NextOf(EchoServerEventKind.Rejected);
        Assert.Equal((RejectionReason.MaxConnections, third.LocalEndPoint), (rejected.Rejection, rejected.RemoteEndPoint));
        Assert.Equal((1, 2), (watched.Server.RejectedConnections, watched.Server.ConnectionCount));
        first.Close();
        watched.NextOf(EchoServerEventKind.Disconnected);
        using RawSocket fourth = watched.Connect();
        WatchedServer.AssertEchoes(fourth, 4);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Each_address_has_its_own_limit(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, MaxConnectionsPerAddress = 1 });
        using RawSocket first = From("127.0.0.2", watched.EndPoint);
        using RawSocket other = From("127.0.0.3", watched.EndPoint);
        WatchedServer.AssertEchoes(first, 1);
        WatchedServer.AssertEchoes(other, 2);

        using RawSocket again = From("127.0.0.2", watched.EndPoint);

        Assert.Empty(Received.UntilTheEnd(again));
        Assert.Equal(RejectionReason.MaxConnectionsPerAddress, watched.NextOf(EchoServerEventKind.Rejected).Rejection);
    }

    [Theory]
    [InlineData("127.0.0.2", true)]
    [InlineData("127.0.0.9", false)]
    [InlineData("127.0.1.1", false)]
    public void Allowed_and_denied_prefixes_decide_who_connects_also_over_a_dual_socket(string from, bool served)
    {
        using WatchedServer watched = new(new EchoServerOptions
        {
            EndPoint = new IPEndPoint(IPAddress.IPv6Any, 0),
            IPv6Only = false,
            AllowedAddresses = [Prefix("127.0.0.0/24")],
            DeniedAddresses = [Prefix("127.0.0.8/29")],
        });

        using RawSocket client = From(from, new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)watched.EndPoint).Port));

        if (served)
        {
            WatchedServer.AssertEchoes(client, 1);
        }
        else
        {
            Assert.Empty(Received.UntilTheEnd(client));
            Assert.Equal(RejectionReason.Address, watched.NextOf(EchoServerEventKind.Rejected).Rejection);
        }
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_client_that_says_nothing_is_disconnected_and_one_that_talks_is_not(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, IdleTimeout = 1000 });
        using RawSocket silent = watched.Connect();
        using RawSocket talking = watched.Connect();
        Eventually.True(() => watched.Server.TotalConnections == 2, "both are connected");
        var clock = Stopwatch.StartNew();
        while (watched.Server.ConnectionCount == 2 && clock.Elapsed < Bounded.Limit)
        {
            WatchedServer.AssertEchoes(talking, 1);
            Thread.Sleep(20);
        }

        EchoServerEvent ended = watched.NextOf(EchoServerEventKind.Disconnected);
        Assert.Equal((DisconnectCause.IdleTimeout, silent.LocalEndPoint), (ended.Cause, ended.RemoteEndPoint));
        Assert.True(ended.Duration >= TimeSpan.FromMilliseconds(1000), $"It lasted {ended.Duration}.");
        Assert.Empty(Received.UntilTheEnd(silent));
        WatchedServer.AssertEchoes(talking, 2);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_rate_limit_slows_a_client_down_and_loses_nothing(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, RateLimit = 200_000 });
        using RawSocket limited = watched.Connect();
        byte[] data = RandomBytes.Make(9, 100_000);
        var clock = Stopwatch.StartNew();

        limited.Send(data, cancellationToken: Bounded.Token);
        Assert.Equal(data, Received.Exactly(limited, data.Length));

        // A tenth of a second's worth passes at once, so 80,000 bytes take their time.
        Assert.True(clock.ElapsedMilliseconds >= 380, $"It took {clock.ElapsedMilliseconds} ms.");
        limited.Shutdown(ShutdownDirection.Send);
        Assert.Empty(Received.UntilTheEnd(limited));
    }

    [Fact]
    public void Limits_that_contradict_each_other_or_mean_nothing_are_refused_by_name()
    {
        Assert.Contains("MaxConnectionsPerAddress: 5", Refusal(new EchoServerOptions { MaxConnections = 2, MaxConnectionsPerAddress = 5 }), StringComparison.Ordinal);
        Assert.Contains("MaxConnections: 0", Refusal(new EchoServerOptions { MaxConnections = 0 }), StringComparison.Ordinal);
        Assert.Contains("IdleTimeout: 0", Refusal(new EchoServerOptions { IdleTimeout = 0 }), StringComparison.Ordinal);
        Assert.Contains("RateLimit: -1", Refusal(new EchoServerOptions { RateLimit = -1 }), StringComparison.Ordinal);
        Assert.Contains("BufferSize: 0", Refusal(new EchoServerOptions { BufferSize = 0 }), StringComparison.Ordinal);
        Assert.Contains("10.0.0.0/8", Refusal(new EchoServerOptions { AllowedAddresses = [Prefix("10.0.0.0/8")], DeniedAddresses = [Prefix("10.9.9.9/8")] }), StringComparison.Ordinal);
        Assert.Contains("nowhere to listen", Refusal(new EchoServerOptions { EndPoints = [] }), StringComparison.Ordinal);
        Assert.Contains("Worker: 2", Refusal(new EchoServerOptions { Service = EchoServiceKind.Broadcast, Workers = 2 }), StringComparison.Ordinal);
        using RawSocket deaf = Loopback.Bound();
        Assert.Contains("does not listen", Refusal(new EchoServerOptions { EndPoints = [], Sockets = [deaf] }), StringComparison.Ordinal);
        Assert.False(deaf.IsClosed);
    }

    /// <summary>Sessions show the clients of a socket at :: in this form, so people copy it.</summary>
    [Theory]
    [InlineData("::ffff:127.0.0.1", "", false)]
    [InlineData("::ffff:127.0.0.0/104", "", false)]
    [InlineData("::ffff:0:0/96", "", false)]
    [InlineData("::ffff:127.0.0.2", "", true)]
    [InlineData("", "::ffff:127.0.0.1", true)]
    [InlineData("", "::ffff:127.0.0.2", false)]
    public void An_IPv4_address_in_the_form_of_IPv6_is_the_same(string denied, string allowed, bool served)
    {
        foreach (IPEndPoint place in (IPEndPoint[])[new(IPAddress.IPv6Any, 0), new(IPAddress.Loopback, 0)])
        {
            using WatchedServer watched = new(new EchoServerOptions
            {
                EndPoint = place,
                IPv6Only = place.Address == IPAddress.IPv6Any ? false : null,
                AllowedAddresses = allowed.Length > 0 ? [Prefix(allowed)] : [],
                DeniedAddresses = denied.Length > 0 ? [Prefix(denied)] : [],
            });
            using RawSocket client = From("127.0.0.1", new IPEndPoint(IPAddress.Loopback, ((IPEndPoint)watched.EndPoint).Port));
            if (served)
            {
                WatchedServer.AssertEchoes(client, 1);
            }
            else
            {
                Assert.Empty(Received.UntilTheEnd(client));
            }
        }
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("::1", "::1/128")]
    [InlineData("192.168.1.77", "192.168.1.77/32")]
    [InlineData("fe80::1/10", "fe80::/10")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    public void Prefixes_are_read_as_people_write_them(string text, string prefix) => Assert.Equal(prefix, Prefix(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0/8")]
    [InlineData("fe80::1%lo/64")]
    [InlineData("example.org/8")]
    public void What_is_no_prefix_is_refused(string text) => Assert.False(AddressPrefix.TryParse(text, out _));

    private static IPNetwork Prefix(string text) => AddressPrefix.TryParse(text, out IPNetwork prefix) ? prefix : throw new FormatException(text);

    private static string Refusal(EchoServerOptions options) => Assert.ThrowsAny<ArgumentException>(() => EchoServer.Start(options)).Message;

    private static RawSocket From(string address, EndPoint server)
    {
        var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        client.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
        client.Connect(server, cancellationToken: Bounded.Token);
        return client;
    }
}
