namespace RawSockets.Tests;

/// <summary>A wait that ended without success leaves the socket as it was.</summary>
public sealed class NothingLostTests
{
    [Fact]
    public void Data_that_comes_after_a_timed_out_receive_is_received()
    {
        using ConnectedPair pair = new();
        Refused.With("recv,ETIMEDOUT", () => pair.Server.Receive(new byte[8], timeout: 1, cancellationToken: Bounded.Token));

        pair.Client.Send("late"u8, cancellationToken: Bounded.Token);

        Assert.Equal("late"u8, Received.Exactly(pair.Server, 4));
    }

    [Fact]
    public void Data_that_comes_after_a_cancelled_receive_is_received()
    {
        using ConnectedPair pair = new();
        using CancellationTokenSource cancelled = new();
        BlockedThread receiver = BlockedThread.Start(() => pair.Server.Receive(new byte[8], cancellationToken: cancelled.Token)).UntilItWaits();
        cancelled.Cancel();
        receiver.End();

        pair.Client.Send("late"u8, cancellationToken: Bounded.Token);

        Assert.Equal("late"u8, Received.Exactly(pair.Server, 4));
    }

    [Fact]
    public void A_client_that_comes_after_a_timed_out_accept_is_accepted()
    {
        using RawSocket listener = Loopback.Listener();
        Refused.With("accept4,ETIMEDOUT", () => listener.Accept(timeout: 1, cancellationToken: Bounded.Token));
        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);

        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);

        Assert.Equal(client.LocalEndPoint, server.RemoteEndPoint);
    }

    [Fact]
    public void A_socket_whose_connect_timed_out_can_connect_elsewhere()
    {
        using FullListener silent = new();
        using RawSocket listener = Loopback.Listener();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Refused.With("connect,ETIMEDOUT", () => client.Connect(silent.EndPoint, timeout: 1, Bounded.Token));
        Assert.Null(client.RemoteEndPoint);

        client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token);

        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    }

    [Fact]
    public void A_send_that_timed_out_tells_exactly_how_much_the_peer_will_get()
    {
        using ConnectedPair pair = new();
        byte[] data = RandomBytes.Make(3, 64 * 1024 * 1024);

        RawSocketException refused = Refused.By(() => pair.Client.Send(data, timeout: 50, cancellationToken: Bounded.Token));
        pair.Client.Shutdown(ShutdownDirection.Send);

        Assert.Equal("send,ETIMEDOUT", refused.Identifier);
        byte[] received = Received.UntilTheEnd(pair.Server);
        Assert.Equal(refused.BytesTransferred, received.Length);
        Assert.True(received.AsSpan().SequenceEqual(data.AsSpan(0, received.Length)));
    }

    [Fact]
    public void A_send_whose_socket_was_closed_tells_how_much_was_sent()
    {
        using ConnectedPair pair = new();
        CancellationToken token = Bounded.Token;
        BlockedThread sender = BlockedThread.Start(() => pair.Client.Send(new byte[64 * 1024 * 1024], cancellationToken: token)).UntilItWaits();

        pair.Client.Close();

        RawSocketException refused = Assert.IsType<RawSocketException>(sender.End());
        Assert.Equal("send,EBADF", refused.Identifier);
        Assert.Equal(Received.UntilTheEnd(pair.Server).Length, refused.BytesTransferred);
    }
}
