using System.Net;
using System.Text;
using RawSockets.Echo;

namespace RawSockets.Tests;

/// <summary>Where a server listens: several places, families and sockets that were opened elsewhere.</summary>
public sealed class PlacesTests
{
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void One_server_serves_TCP_both_families_Unix_and_abstract_names_at_once(EchoEngine engine)
    {
        string path = Path.Combine(Path.GetTempPath(), $"rawsocket-{Guid.NewGuid():N}");
        using (WatchedServer watched = new(new EchoServerOptions
        {
            Engine = engine,
            EndPoints = [Loopback.Address(), Loopback.Address(AddressFamily.Inet6), UnixEndPoint.Parse(path), UnixEndPoint.Unnamed],
        }))
        {
            Assert.Equal(4, watched.Server.LocalEndPoints.Count);
            foreach (EndPoint place in watched.Server.LocalEndPoints)
            {
                using RawSocket client = Loopback.ClientOf(place);
                WatchedServer.AssertEchoes(client, place.GetHashCode());
            }

            Assert.Equal(4, watched.Server.TotalConnections);
            Assert.True(File.Exists(path));
        }

        Assert.False(File.Exists(path), "The file of the Unix socket is left.");
    }

    [Fact]
    public void When_one_place_is_taken_none_is_opened()
    {
        using RawSocket taken = Loopback.Listener();
        using RawSocket free = Loopback.Bound();
        EndPoint other = free.LocalEndPoint!;
        free.Close();

        var refused = Assert.Throws<RawSocketException>(() => EchoServer.Start(new EchoServerOptions { EndPoints = [other, taken.LocalEndPoint!] }));

        Assert.Equal("bind,EADDRINUSE", refused.Identifier);
        using var again = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        again.Bind(other);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Datagrams_come_back_to_who_sent_them_however_many_and_however_long(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, EndPoints = [], DatagramEndPoints = [Loopback.Address()] });
        using var one = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        using var two = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        byte[][] small = [.. Enumerable.Range(0, 100).Select(static i => RandomBytes.Make(i, i))];
        byte[] long1 = RandomBytes.Make(1, 65_507);

        one.SendDatagrams(small, watched.EndPoint, cancellationToken: Bounded.Token);
        two.SendDatagrams([long1], watched.EndPoint, cancellationToken: Bounded.Token);

        List<byte[]> back = [];
        while (back.Count < small.Length)
        {
            back.AddRange(one.ReceiveDatagrams(small.Length, 65_535, Encoding.Latin1, cancellationToken: Bounded.Token).Select(static datagram => datagram.Data));
        }

        Assert.Equal(small, back);
        Assert.Equal(long1, two.ReceiveDatagrams(1, 65_535, Encoding.Latin1, cancellationToken: Bounded.Token)[0].Data);
        WatchedServer.AwaitCounter(small.Sum(static one => one.Length) + long1.Length, () => watched.Server.BytesSent);
        Assert.Equal(0, watched.Server.ConnectionCount);
    }

    [Fact]
    public void A_datagram_from_a_denied_address_gets_no_answer()
    {
        using WatchedServer watched = new(new EchoServerOptions
        {
            EndPoints = [],
            DatagramEndPoints = [Loopback.Address()],
            DeniedAddresses = [new IPNetwork(IPAddress.Parse("127.0.0.7"), 32)],
        });
        using var denied = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        denied.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.7"), 0));
        using var allowed = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);

        denied.SendDatagrams(["no"u8.ToArray()], watched.EndPoint, cancellationToken: Bounded.Token);
        allowed.SendDatagrams(["yes"u8.ToArray()], watched.EndPoint, cancellationToken: Bounded.Token);

        Assert.Equal("yes"u8.ToArray(), allowed.ReceiveDatagrams(1, 100, Encoding.Latin1, cancellationToken: Bounded.Token)[0].Data);
        WatchedServer.AwaitCounter(5, () => watched.Server.BytesReceived);
        WatchedServer.AwaitCounter(3, () => watched.Server.BytesSent);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void A_socket_that_listens_already_is_served_and_closed_in_the_end(EchoEngine engine)
    {
        RawSocket listener = Loopback.Listener();
        using (WatchedServer watched = new(new EchoServerOptions { Engine = engine, EndPoints = [], Sockets = [listener] }))
        {
            Assert.Equal(listener.LocalEndPoint, watched.EndPoint);
            using RawSocket client = watched.Connect();
            WatchedServer.AssertEchoes(client, 1);
        }

        Assert.True(listener.IsClosed);
    }

    [Fact]
    public void Two_servers_share_a_port_when_both_ask_to()
    {
        using WatchedServer one = new(new EchoServerOptions { ReusePort = true });
        using WatchedServer two = new(new EchoServerOptions { ReusePort = true, EndPoint = one.EndPoint });
        List<RawSocket> clients = [];

        // The kernel chooses by a hash of both addresses; that 64 all go to one is as likely as 64 coins on the same side.
        for (int i = 0; i < 64; i++)
        {
            clients.Add(one.Connect());
            WatchedServer.AssertEchoes(clients[^1], i);
        }

        Assert.Equal(64, one.Server.TotalConnections + two.Server.TotalConnections);
        Assert.NotEqual(0, one.Server.TotalConnections);
        Assert.NotEqual(0, two.Server.TotalConnections);
        clients.ForEach(static client => client.Dispose());
    }

    [Fact]
    public void Options_of_the_listener_are_inherited()
    {
        using WatchedServer watched = new(new EchoServerOptions { NoDelay = true, KeepAlive = true });
        using RawSocket client = watched.Connect();
        WatchedServer.AssertEchoes(client, 1);

        // proc(5), /proc/net/tcp: the sixth column begins with the timer that runs, 2 for keep-alive.
        string port = $":{((IPEndPoint)watched.EndPoint).Port:X4}";
        string[][] rows = [.. File.ReadLines("/proc/net/tcp").Select(static row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string[] accepted = Assert.Single(rows, row => row[1].EndsWith(port, StringComparison.Ordinal) && row[3] == "01");
        Assert.StartsWith("02:", accepted[5], StringComparison.Ordinal);
    }

    /// <summary>poll(2) calls an unconnected Unix datagram socket writable, whatever the queue of who is to get the datagram.</summary>
    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public void Who_never_takes_its_answers_holds_up_nobody_else(EchoEngine engine)
    {
        using WatchedServer watched = new(new EchoServerOptions { Engine = engine, EndPoints = [], DatagramEndPoints = [UnixEndPoint.Unnamed] });
        using RawSocket deaf = UnixDatagrams();
        using RawSocket other = UnixDatagrams();
        byte[][] many = [.. Enumerable.Repeat("x"u8.ToArray(), 1000)];
        deaf.SendDatagrams(many, watched.EndPoint, cancellationToken: Bounded.Token);

        other.SendDatagrams(["to be answered"u8.ToArray()], watched.EndPoint, cancellationToken: Bounded.Token);

        Assert.Equal("to be answered"u8.ToArray(), other.ReceiveDatagrams(1, 100, Encoding.Latin1, cancellationToken: Bounded.Token)[0].Data);
        Assert.InRange(watched.Server.DroppedDatagrams, 1, many.Length);
    }

    [Fact]
    public async Task A_full_queue_of_datagrams_is_waited_for_as_long_as_was_asked()
    {
        using RawSocket receiver = UnixDatagrams();
        using RawSocket sender = UnixDatagrams();
        byte[][] many = [.. Enumerable.Repeat("x"u8.ToArray(), 1000)];

        RawSocketException refused = Refused.By(() => sender.SendDatagrams(many, receiver.LocalEndPoint, timeout: 200, cancellationToken: Bounded.Token));

        Assert.Equal("sendto,ETIMEDOUT", refused.Identifier);
        Assert.InRange(refused.BytesTransferred, 1, many.Length - 1);
        Task<int> late = Task.Run(() => sender.SendDatagrams(["late"u8.ToArray()], receiver.LocalEndPoint, timeout: 10_000, cancellationToken: Bounded.Token), Bounded.Token);
        receiver.ReceiveDatagrams(many.Length, 10, Encoding.Latin1, cancellationToken: Bounded.Token);
        Assert.Equal(1, await late);
    }

    private static RawSocket UnixDatagrams()
    {
        var socket = RawSocket.Open(AddressFamily.Unix, SocketType.Dgram);
        socket.Bind(UnixEndPoint.Unnamed);
        return socket;
    }
}
