using System.Runtime.CompilerServices;

namespace RawSockets.Tests;

public sealed class CloseTests
{
    private static readonly Dictionary<string, (string SystemCall, Action<RawSocket> Make)> s_calls = new()
    {
        ["Bind"] = ("bind", static socket => socket.Bind(Loopback.Address())),
        ["Listen"] = ("listen", static socket => socket.Listen()),
        ["Accept"] = ("accept4", static socket => socket.Accept(cancellationToken: Bounded.Token)),
        ["Connect"] = ("connect", static socket => socket.Connect(Loopback.Address(port: 1), cancellationToken: Bounded.Token)),
        ["Send"] = ("send", static socket => socket.Send("x"u8, cancellationToken: Bounded.Token)),
        ["Receive"] = ("recv", static socket => socket.Receive(new byte[1], cancellationToken: Bounded.Token)),
        ["ReceiveExactly"] = ("recv", static socket => socket.ReceiveExactly(new byte[1], cancellationToken: Bounded.Token)),
        ["ReceiveText"] = ("recv", static socket => socket.ReceiveText(1, System.Text.Encoding.UTF8, cancellationToken: Bounded.Token)),
        ["Shutdown"] = ("shutdown", static socket => socket.Shutdown(ShutdownDirection.Both)),
        ["GetOption"] = ("getsockopt", static socket => socket.GetOption(SocketOption.Find("NoDelay")!)),
        ["GetOption by number"] = ("getsockopt", static socket => socket.GetOption(1, 2, 4)),
        ["SetOption"] = ("setsockopt", static socket => socket.SetOption(SocketOption.Find("NoDelay")!, true)),
        ["SetOption by number"] = ("setsockopt", static socket => socket.SetOption(1, 2, new byte[4])),
        ["SetNonBlocking"] = ("fcntl", static socket => socket.SetNonBlocking(true)),
        ["GetCloseOnExec"] = ("fcntl", static socket => socket.GetCloseOnExec()),
        ["SetCloseOnExec"] = ("fcntl", static socket => socket.SetCloseOnExec(true)),
        ["SocketWait"] = ("poll", static socket => SocketWait.Any([socket], PollEvents.Read, cancellationToken: Bounded.Token)),
        ["StreamExchange.Move"] = ("send", static socket => new StreamExchange(socket, static _ => { }).Move(receive: true)),
        ["StreamExchange.WaitAndMove"] = ("poll", static socket => new StreamExchange(socket, static _ => { }).WaitAndMove(-1, -1, Bounded.Token)),
        ["StandardInput.WaitUnlessEnded"] = ("poll", static socket => StandardInput.WaitUnlessEnded(socket, Bounded.Token)),
    };

    public static TheoryData<string> Calls => [.. s_calls.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Every_call_on_a_closed_socket_is_EBADF(string name)
    {
        (string systemCall, Action<RawSocket> make) = s_calls[name];
        var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        socket.Close();

        RawSocketException refused = Refused.By(() => make(socket));

        Assert.Equal($"{systemCall},EBADF", refused.Identifier);
        Assert.Contains($"socket {socket.Descriptor} is closed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Closing_twice_is_no_error_and_closes_once()
    {
        var socket = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        List<string> lines = [];
        using (CallTrace.To(lines.Add))
        {
            socket.Close();
            socket.Close();
            socket.Dispose();
        }

        Assert.True(socket.IsClosed);
        Assert.Equal([$"close({socket.Descriptor}) = 0"], lines);
    }

    [Fact]
    public void A_close_ends_the_stream_at_the_peer()
    {
        using ConnectedPair pair = new();

        pair.Client.Close();

        Assert.Empty(Received.UntilTheEnd(pair.Server));
    }

    [Fact]
    public void A_socket_that_nobody_holds_any_more_is_closed_by_the_collector()
    {
        using RawSocket listener = Loopback.Listener();
        Forget(listener);
        using RawSocket server = listener.Accept(cancellationToken: Bounded.Token);

        Eventually.True(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return SocketWait.Any([server], PollEvents.Read, timeout: 0, Bounded.Token).Count == 1;
            },
            "the forgotten client was closed");
        Assert.Empty(Received.UntilTheEnd(server));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(RawSocket listener) => Loopback.ClientOf(listener.LocalEndPoint!);
}
