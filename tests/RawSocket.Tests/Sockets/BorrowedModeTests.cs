namespace RawSockets.Tests;

/// <summary>Accept and connect make a blocking descriptor non-blocking while they run; nobody may notice.</summary>
public sealed class BorrowedModeTests
{
    [Fact]
    public void A_descriptor_is_blocking_again_after_accept_however_it_ended()
    {
        using RawSocket listener = Loopback.Listener();
        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        using CancellationTokenSource cancelled = new();

        listener.Accept(cancellationToken: Bounded.Token).Close();
        Assert.False(Descriptors.IsNonBlocking(listener));
        Refused.With("accept4,ETIMEDOUT", () => listener.Accept(timeout: 1, cancellationToken: Bounded.Token));
        Assert.False(Descriptors.IsNonBlocking(listener));
        BlockedThread acceptor = BlockedThread.Start(() => listener.Accept(cancellationToken: cancelled.Token)).UntilItWaits();
        Assert.True(Descriptors.IsNonBlocking(listener));
        cancelled.Cancel();
        acceptor.End();
        Assert.False(Descriptors.IsNonBlocking(listener));
    }

    [Fact]
    public void A_descriptor_is_blocking_again_after_connect_however_it_ended()
    {
        using FullListener silent = new();
        using Refuser refuser = new();
        using RawSocket listener = Loopback.Listener();
        using var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        using CancellationTokenSource cancelled = new();

        BlockedThread waiting = BlockedThread.Start(() => client.Connect(silent.EndPoint, cancellationToken: cancelled.Token)).UntilItWaits();
        Assert.True(Descriptors.IsNonBlocking(client));
        cancelled.Cancel();
        waiting.End();
        Assert.False(Descriptors.IsNonBlocking(client));
        Refused.With("connect,ETIMEDOUT", () => client.Connect(silent.EndPoint, timeout: 1, Bounded.Token));
        Assert.False(Descriptors.IsNonBlocking(client));
        client.Connect(listener.LocalEndPoint!, cancellationToken: Bounded.Token);
        Assert.False(Descriptors.IsNonBlocking(client));
        using var refused = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        Refused.With("connect,ECONNREFUSED", () => refused.Connect(refuser.EndPoint, cancellationToken: Bounded.Token));
        Assert.False(Descriptors.IsNonBlocking(refused));
    }

    [Fact]
    public void The_last_of_several_acceptors_gives_the_mode_back()
    {
        using RawSocket listener = Loopback.Listener();
        CancellationToken token = Bounded.Token;
        BlockedThread[] acceptors = [.. Enumerable.Range(0, 4).Select(_ => BlockedThread.Start(() => listener.Accept(cancellationToken: token).Close()).UntilItWaits())];

        for (int i = 0; i < acceptors.Length; i++)
        {
            Assert.True(Descriptors.IsNonBlocking(listener));
            Loopback.ClientOf(listener.LocalEndPoint!).Close();
            Eventually.True(() => acceptors.Count(static acceptor => acceptor.HasEnded) == i + 1, $"{i + 1} acceptors had ended");
        }

        Assert.All(acceptors, static acceptor => acceptor.EndWell());
        Assert.False(Descriptors.IsNonBlocking(listener));
    }

    [Fact]
    public void A_mode_set_while_it_is_borrowed_stays()
    {
        using RawSocket listener = Loopback.Listener();
        using CancellationTokenSource cancelled = new();
        BlockedThread acceptor = BlockedThread.Start(() => listener.Accept(cancellationToken: cancelled.Token)).UntilItWaits();

        listener.SetNonBlocking(true);
        cancelled.Cancel();
        acceptor.End();

        Assert.True(listener.NonBlocking);
        Assert.True(Descriptors.IsNonBlocking(listener));
    }

    [Fact]
    public void A_mode_taken_back_while_it_is_borrowed_is_taken_back_afterwards()
    {
        using RawSocket listener = Loopback.Listener();
        listener.SetNonBlocking(true);
        using CancellationTokenSource cancelled = new();
        BlockedThread acceptor = BlockedThread.Start(() => listener.Accept(timeout: -1, cancellationToken: cancelled.Token)).UntilItWaits();

        listener.SetNonBlocking(false);
        Assert.True(Descriptors.IsNonBlocking(listener));
        cancelled.Cancel();
        acceptor.End();

        Assert.False(Descriptors.IsNonBlocking(listener));
    }

    [Fact]
    public void A_socket_opened_or_made_non_blocking_shows_it()
    {
        using var opened = RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true);
        using var changed = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);

        changed.SetNonBlocking(true);

        Assert.True(Descriptors.IsNonBlocking(opened) && opened.NonBlocking);
        Assert.True(Descriptors.IsNonBlocking(changed) && changed.NonBlocking);
        changed.SetNonBlocking(false);
        Assert.False(Descriptors.IsNonBlocking(changed) || changed.NonBlocking);
    }
}
