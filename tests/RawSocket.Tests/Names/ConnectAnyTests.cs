using System.Net;

namespace RawSockets.Tests.Names;

public sealed class ConnectAnyTests : IDisposable
{
    private readonly Peers _peers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _peers.Dispose();

    [Fact]
    public void One_socket_goes_on_to_the_address_that_answers()
    {
        EndPoint good = _peers.Answering(Peers.V4);
        RawSocket socket = _peers.Open(Peers.V4);

        socket.Connect([_peers.Refusing(Peers.V4), _peers.Refusing(Peers.V4), good], 10_000, Token);

        Assert.Equal(good, socket.RemoteEndPoint);
        Assert.False(socket.NonBlocking);
        Assert.Equal(2, socket.Send("hi"u8, cancellationToken: Token));
    }

    [Fact]
    public void An_address_that_does_not_answer_leaves_time_for_the_next()
    {
        EndPoint good = _peers.Answering(Peers.V6);
        EndPoint silent = _peers.Silent(Peers.V6);
        RawSocket socket = _peers.Open(Peers.V6);

        socket.Connect([silent, good], 600, Token);

        Assert.Equal(good, socket.RemoteEndPoint);
    }

    [Fact]
    public void When_all_fail_every_one_is_named()
    {
        EndPoint[] all = [_peers.Refusing(Peers.V4), _peers.Refusing(Peers.V4)];

        var exception = Assert.Throws<RawSocketException>(() => _peers.Open(Peers.V4).Connect(all, null, Token));

        Assert.Equal("connect,ECONNREFUSED", exception.Identifier);
        Assert.Equal(all[0], exception.EndPoint);
        Assert.All(all, endPoint => Assert.Contains($"{endPoint} connect,ECONNREFUSED", exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_socket_can_be_connected_again()
    {
        EndPoint refusing = _peers.Refusing(Peers.V4);
        EndPoint good = _peers.Answering(Peers.V4);
        RawSocket socket = _peers.Open(Peers.V4);

        Assert.Equal($"connect {refusing}: Connection refused (ECONNREFUSED).", Failure(socket, [refusing]));
        Assert.Equal($"connect {refusing}: Connection refused (ECONNREFUSED).", Failure(socket, [refusing]));
        socket.Connect(good, 10_000, Token);

        Assert.Equal(good, socket.RemoteEndPoint);
    }

    [Fact]
    public void A_connected_socket_is_not_connected_to_another_address()
    {
        EndPoint first = _peers.Answering(Peers.V4);
        EndPoint second = _peers.Answering(Peers.V4);
        RawSocket socket = _peers.Open(Peers.V4);
        socket.Connect(first, 10_000, Token);

        var exception = Assert.Throws<RawSocketException>(() => socket.Connect(second, 10_000, Token));

        Assert.Equal("connect,EISCONN", exception.Identifier);
        Assert.Equal(first, socket.RemoteEndPoint);
    }

    [Fact]
    public void What_is_wrong_with_the_socket_ends_it_at_once()
    {
        EndPoint good = _peers.Answering(Peers.V4);
        EndPoint refusing = _peers.Refusing(Peers.V4);
        RawSocket socket = _peers.Open(Peers.V4);
        socket.Connect([good], null, Token);

        Assert.Equal($"connect {good}: Transport endpoint is already connected (EISCONN).", Failure(socket, [good, refusing]));
        socket.Close();
        Assert.Contains("EBADF", Failure(socket, [good, refusing]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_non_blocking_attempt_that_goes_on_is_left_alone()
    {
        EndPoint silent = _peers.Silent(Peers.V4);
        RawSocket socket = _peers.Open(Peers.V4);
        socket.SetNonBlocking(true);

        Assert.Contains("EINPROGRESS", Failure(socket, [silent, _peers.Answering(Peers.V4)]), StringComparison.Ordinal);
        Assert.Contains("EALREADY", Failure(socket, [silent]), StringComparison.Ordinal);
    }

    private static string Failure(RawSocket socket, EndPoint[] candidates) =>
        Assert.Throws<RawSocketException>(() => socket.Connect(candidates, null, Token)).Message;
}
