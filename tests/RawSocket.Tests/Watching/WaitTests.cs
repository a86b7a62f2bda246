using System.Net;
using RawSockets.Diagnostics;
using RawSockets.Diagnostics.Watching;

namespace RawSockets.Tests.Watching;

/// <summary>Waiting for a port that comes, and for one that goes.</summary>
public sealed class WaitTests
{
    private const int Prompt = 5000;

    [Fact]
    public void It_ends_when_the_port_listens()
    {
        using RawSocket listener = Loopback.Bound();
        IReadOnlyList<SocketState> rows = [];
        BlockedThread waiting = BlockedThread.Start(() => rows = SocketStateWait.UntilThere(Query(listener, TcpStates.Listen), Prompt));
        listener.Listen(4);
        waiting.EndWell();
        Assert.Equal(listener.LocalEndPoint, Assert.Single(rows).LocalEndPoint);
    }

    [Fact]
    public void It_ends_when_the_port_is_free()
    {
        RawSocket listener = Loopback.Listener();
        SocketStateQuery query = Query(listener, TcpStates.All);
        IReadOnlyList<SocketState>? rows = null;
        BlockedThread waiting = BlockedThread.Start(() => rows = SocketStateWait.UntilGone(query, Prompt));
        Assert.False(waiting.HasEnded);
        listener.Close();
        waiting.EndWell();
        Assert.Empty(rows!);
    }

    [Fact]
    public void A_connection_is_waited_for_by_its_state()
    {
        using RawSocket listener = Loopback.Listener();
        using RawSocket client = Loopback.ClientOf(listener.LocalEndPoint!);
        using RawSocket server = listener.Accept(timeout: Prompt, cancellationToken: Bounded.Token);
        Assert.Empty(SocketStateWait.UntilThere(Query(listener, TcpStates.CloseWait), 0, null, Bounded.Token));
        client.Shutdown(ShutdownDirection.Send);
        Assert.Equal(TcpState.CloseWait, Assert.Single(SocketStateWait.UntilThere(Query(listener, TcpStates.CloseWait), Prompt, null, Bounded.Token)).State);
    }

    [Fact]
    public void When_the_time_is_up_it_says_what_is_there()
    {
        using RawSocket listener = Loopback.Listener();
        Assert.Empty(SocketStateWait.UntilThere(Query(listener, TcpStates.TimeWait), 20, null, Bounded.Token));
        Assert.Equal(TcpState.Listen, Assert.Single(SocketStateWait.UntilGone(Query(listener, TcpStates.All), 20, null, Bounded.Token)).State);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using RawSocket listener = Loopback.Listener();
        using CancellationTokenSource cancel = new(50);
        SocketStateQuery query = Query(listener, TcpStates.TimeWait);
        BlockedThread waiting = BlockedThread.Start(() => SocketStateWait.UntilThere(query, -1, null, cancel.Token));
        Assert.IsType<OperationCanceledException>(waiting.End());
    }

    private static SocketStateQuery Query(RawSocket listener, TcpStates states) => new()
    {
        Protocols = [SocketProtocol.Tcp],
        LocalPorts = [((IPEndPoint)listener.LocalEndPoint!).Port],
        States = states,
    };
}
