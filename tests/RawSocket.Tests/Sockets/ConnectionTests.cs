using System.Net;

namespace RawSockets.Tests;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData(AddressFamily.Inet)]
    [InlineData(AddressFamily.Inet6)]
    public void A_connection_is_made_used_in_both_directions_and_ended(AddressFamily family)
    {
        using RawSocket listener = Loopback.Listener(family);
        using var client = RawSocket.Open(family, SocketType.Stream);
        client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token);
        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);

        Assert.Equal(5, client.Send("there?"u8[..5], cancellationToken: Bounded.Token));
        Assert.Equal("there"u8, Received.Exactly(server, 5));
        Assert.Equal(4, server.Send("here"u8, cancellationToken: Bounded.Token));
        Assert.Equal("here"u8, Received.Exactly(client, 4));
        client.Shutdown(ShutdownDirection.Send);
        Assert.Empty(Received.UntilTheEnd(server));
        server.Close();
        Assert.Empty(Received.UntilTheEnd(client));
    }

    [Theory]
    [InlineData(AddressFamily.Inet)]
    [InlineData(AddressFamily.Inet6)]
    public void Both_ends_know_both_addresses(AddressFamily family)
    {
        using RawSocket listener = Loopback.Listener(family);
        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);

        Assert.NotEqual(0, ((IPEndPoint)listener.LocalEndPoint!).Port);
        Assert.Null(listener.RemoteEndPoint);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(listener.LocalEndPoint, server.LocalEndPoint);
        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
        Assert.NotNull(client.LocalEndPoint);
    }

    [Theory]
    [InlineData(AddressFamily.Inet, "0.0.0.0", "127.0.0.1")]
    [InlineData(AddressFamily.Inet6, "::", "::1")]
    public void Who_connects_to_any_address_is_told_which_it_was(AddressFamily family, string any, string expected)
    {
        using RawSocket listener = Loopback.Listener(family);
        IPEndPoint asked = new(IPAddress.Parse(any), ((IPEndPoint)listener.LocalEndPoint!).Port);
        using RawSocket client = Loopback.ClientOf(asked);
        Assert.Equal(new IPEndPoint(IPAddress.Parse(expected), asked.Port), client.RemoteEndPoint);
    }

    [Fact]
    public void An_IPv6_listener_takes_IPv4_clients_unless_told_otherwise()
    {
        using var listener = RawSocket.Open(AddressFamily.Inet6, SocketType.Stream);
        listener.SetOption(SocketOption.Find("IPv6Only")!, false);
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();
        using RawSocket client = Loopback.ClientOf(Loopback.Address(port: ((IPEndPoint)listener.LocalEndPoint!).Port));

        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);

        Assert.Equal("::ffff:127.0.0.1", ((IPEndPoint)server.RemoteEndPoint!).Address.ToString());
    }

    [Fact]
    public void Listening_without_an_address_gets_one_from_the_kernel()
    {
        using var listener = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        listener.Listen();

        Assert.NotEqual(0, Assert.IsType<IPEndPoint>(listener.LocalEndPoint).Port);
    }

    [Fact]
    public void Megabytes_are_sent_whole_by_one_call_of_a_blocking_socket()
    {
        using ConnectedPair pair = new();
        byte[] data = RandomBytes.Make(11, 8 * 1024 * 1024);
        CancellationToken token = Bounded.Token;
        BlockedThread sender = BlockedThread.Start(() =>
        {
            Assert.Equal(data.Length, pair.Client.Send(data, cancellationToken: token));
            pair.Client.Close();
        });

        Assert.Equal(data, Received.UntilTheEnd(pair.Server));
        sender.EndWell();
    }

    [Fact]
    public void Nothing_at_all_can_be_sent()
    {
        using ConnectedPair pair = new();

        Assert.Equal(0, pair.Client.Send([], cancellationToken: Bounded.Token));
    }

    [Fact]
    public void Urgent_data_is_received_out_of_band()
    {
        using ConnectedPair pair = new();
        pair.Client.Send("!"u8, MessageFlags.OutOfBand, cancellationToken: Bounded.Token);
        byte[] buffer = new byte[4];

        int count = pair.Server.Receive(buffer, MessageFlags.OutOfBand, timeout: 5000, Bounded.Token);

        Assert.Equal("!"u8, buffer.AsSpan(0, count));
    }

    [Fact]
    public void Peeking_leaves_the_data_where_it_is()
    {
        using ConnectedPair pair = new();
        pair.Client.Send("look"u8, cancellationToken: Bounded.Token);
        byte[] buffer = new byte[8];

        Assert.Equal(4, pair.Server.Receive(buffer, MessageFlags.Peek, cancellationToken: Bounded.Token));
        Assert.Equal(4, pair.Server.Receive(buffer, cancellationToken: Bounded.Token));

        Assert.Equal("look"u8, buffer.AsSpan(0, 4));
    }

    [Fact]
    public void Waiting_for_all_fills_the_buffer_however_the_data_comes()
    {
        using ConnectedPair pair = new();
        CancellationToken token = Bounded.Token;
        byte[] buffer = new byte[6];
        int count = 0;
        pair.Client.Send("abc"u8, cancellationToken: token);
        SocketWait.Any([pair.Server], PollEvents.Read, cancellationToken: token);
        BlockedThread receiver = BlockedThread.Start(() => count = pair.Server.Receive(buffer, MessageFlags.WaitAll, cancellationToken: token)).UntilItWaits();
        pair.Client.Send("def"u8, cancellationToken: token);
        pair.Client.Shutdown(ShutdownDirection.Send);
        receiver.EndWell();

        Assert.Equal(6, count);
        Assert.Equal("abcdef"u8, buffer);
    }

    [Fact]
    public void Datagrams_go_to_the_connected_address()
    {
        using var receiver = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        receiver.Bind(Loopback.Address());
        using var sender = RawSocket.Open(AddressFamily.Inet, SocketType.Dgram);
        sender.Connect(receiver.LocalEndPoint!, cancellationToken: Bounded.Token);
        byte[] buffer = new byte[8];

        sender.Send("one"u8, cancellationToken: Bounded.Token);
        sender.Send("two!"u8, cancellationToken: Bounded.Token);

        Assert.Equal(3, receiver.Receive(buffer, cancellationToken: Bounded.Token));
        Assert.Equal(4, receiver.Receive(buffer, cancellationToken: Bounded.Token));
    }
}
