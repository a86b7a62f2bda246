using System.Text;

namespace RawSockets.Tests;

/// <summary>One of the library's calls that waits, in a place where it has nothing to find.</summary>
internal sealed class BlockingCall : IDisposable
{
    private static readonly Dictionary<string, Func<BlockingCall>> s_all = new()
    {
        ["Receive"] = static () => OnPair("recv", static (socket, timeout, token) => socket.Receive(new byte[1], timeout: timeout, cancellationToken: token)),
        ["ReceiveExactly"] = static () => OnPair("recv", static (socket, timeout, token) => socket.ReceiveExactly(new byte[1], timeout, token)),
        ["ReceiveText"] = static () => OnPair("recv", static (socket, timeout, token) => socket.ReceiveText(1, Encoding.UTF8, timeout, token)),
        ["Send"] = static () => OnPair("send", static (socket, timeout, token) => socket.Send(new byte[64 * 1024 * 1024], timeout: timeout, cancellationToken: token)),
        ["Accept"] = OnListener,
        ["Connect"] = OnFullListener,
        ["SocketWait"] = static () => OnPair("poll", static (socket, timeout, token) => SocketWait.Any([socket], PollEvents.Read, timeout ?? -1, token)),
        ["StreamExchange"] = static () => OnPair("poll", static (socket, timeout, token) => new StreamExchange(socket, static _ => { }).WaitAndMove(timeout ?? -1, -1, token)),
    };

    private readonly IDisposable[] _owned;
    private readonly Action<RawSocket, int?, CancellationToken> _make;

    private BlockingCall(string systemCall, RawSocket socket, Action<RawSocket, int?, CancellationToken> make, params IDisposable[] owned)
    {
        SystemCall = systemCall;
        Socket = socket;
        _make = make;
        _owned = owned;
    }

    internal static TheoryData<string> Names => [.. s_all.Keys];

    internal static TheoryData<string> NamesThatTimeOutWithAnError => [.. s_all.Keys.Except(["SocketWait", "StreamExchange"])];

    internal string SystemCall { get; }

    internal RawSocket Socket { get; }

    internal static BlockingCall Prepare(string name) => s_all[name]();

    internal void Make(int? timeout, CancellationToken cancellationToken) => _make(Socket, timeout, cancellationToken);

    public void Dispose()
    {
        Socket.Dispose();
        Array.ForEach(_owned, static owned => owned.Dispose());
    }

    private static BlockingCall OnPair(string systemCall, Action<RawSocket, int?, CancellationToken> make)
    {
        ConnectedPair pair = new();
        return new BlockingCall(systemCall, pair.Client, make, pair);
    }

    private static BlockingCall OnListener() =>
        new("accept4", Loopback.Listener(), static (socket, timeout, token) => socket.Accept(timeout, cancellationToken: token));

    private static BlockingCall OnFullListener()
    {
        FullListener silent = new();
        var client = RawSocket.Open(AddressFamily.Inet, SocketType.Stream);
        return new BlockingCall("connect", client, (socket, timeout, token) => socket.Connect(silent.EndPoint, timeout, token), silent);
    }
}
