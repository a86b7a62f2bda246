namespace RawSockets.Tests;

public sealed class NonBlockingTests
{
    [Fact]
    public void Nothing_to_receive_is_EAGAIN()
    {
        using ConnectedPair pair = new();
        pair.Client.SetNonBlocking(true);

        Refused.With("recv,EAGAIN", () => pair.Client.Receive(new byte[1], cancellationToken: Bounded.Token));
    }

    [Fact]
    public void Nobody_to_accept_is_EAGAIN()
    {
        using RawSocket listener = Loopback.Listener();
        listener.SetNonBlocking(true);

        RawSocketException refused = Refused.By(() => listener.Accept(cancellationToken: Bounded.Token));

        Assert.Equal("accept4,EAGAIN", refused.Identifier);
        Assert.Equal(listener.LocalEndPoint, refused.EndPoint);
    }

    [Fact]
    public void A_connect_that_takes_time_is_EINPROGRESS()
    {
        using FullListener silent = new();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true);

        Refused.With("connect,EINPROGRESS", () => client.Connect(silent.EndPoint, cancellationToken: Bounded.Token));
        Refused.With("connect,EALREADY", () => client.Connect(silent.EndPoint, cancellationToken: Bounded.Token));
    }

    [Fact]
    public void A_connect_in_progress_is_finished_by_waiting_and_then_knows_both_addresses()
    {
        using RawSocket listener = Loopback.Listener();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true);
        Refused.With("connect,EINPROGRESS", () => client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token));

        Assert.True(Assert.Single(SocketWait.Any([client], PollEvents.Write, cancellationToken: Bounded.Token)).Writable);

        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);
        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
        Assert.Equal(server.RemoteEndPoint, client.LocalEndPoint);
    }

    [Fact]
    public void A_connect_in_progress_is_finished_by_a_connect_with_a_timeout()
    {
        using RawSocket listener = Loopback.Listener();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true);
        Refused.With("connect,EINPROGRESS", () => client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token));

        client.Connect(listener.LocalEndPoint!, timeout: 10_000, Bounded.Token);

        Assert.Equal(listener.LocalEndPoint, client.RemoteEndPoint);
    }

    [Fact]
    public void A_send_gives_what_the_kernel_takes_and_then_EAGAIN()
    {
        using ConnectedPair pair = new();
        pair.Client.SetNonBlocking(true);
        byte[] data = new byte[64 * 1024 * 1024];

        int sent = pair.Client.Send(data, cancellationToken: Bounded.Token);

        Assert.InRange(sent, 1, data.Length - 1);
        RawSocketException? refused = null;
        while (refused is null)
        {
            refused = Record.Exception(() => pair.Client.Send(data, cancellationToken: Bounded.Token)) as RawSocketException;
        }

        Assert.Equal("send,EAGAIN", refused.Identifier);
        Assert.Equal(0, refused.BytesTransferred);
    }

    [Fact]
    public void With_a_timeout_every_call_waits_like_that_of_a_blocking_socket()
    {
        using ConnectedPair pair = new();
        using RawSocket listener = Loopback.Listener();
        pair.Client.SetNonBlocking(true);
        listener.SetNonBlocking(true);

        Refused.With("recv,ETIMEDOUT", () => pair.Client.Receive(new byte[1], timeout: 1, cancellationToken: Bounded.Token));
        Refused.With("accept4,ETIMEDOUT", () => listener.Accept(timeout: 1, cancellationToken: Bounded.Token));
        Refused.With("send,ETIMEDOUT", () => pair.Client.Send(new byte[64 * 1024 * 1024], timeout: 1, cancellationToken: Bounded.Token));
    }
}
