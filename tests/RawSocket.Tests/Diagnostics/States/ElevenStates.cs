using System.Net;
using RawSockets.Diagnostics;

namespace RawSockets.Tests.Diagnostics;

/// <summary>One socket in each of the eleven states of TCP, in the calling thread's network.</summary>
internal sealed class ElevenStates : IDisposable
{
    private readonly List<RawSocket> _sockets = [];
    private readonly TunPeer _peer;

    internal ElevenStates(TunPeer peer)
    {
        _peer = peer;
        RawSocket listener = Add(Loopback.Listener(TunPeer.Here));
        int port = Loopback.Port(listener);

        // The answer to its SYN never comes.
        RawSocket asking = Add(RawSocket.Open(AddressFamily.Inet, SocketType.Stream, nonBlocking: true));
        Loopback.Fails("connect,EINPROGRESS", () => asking.Connect(new IPEndPoint(TunPeer.There, 9)));

        peer.Connect(port, complete: false);
        Accept(listener, peer.Connect(port));

        // The FIN is not acknowledged; it is; the other side's FIN comes meanwhile; it comes afterwards.
        TunPeer.Connection connection = peer.Connect(port);
        Accept(listener, connection).Shutdown(ShutdownDirection.Send);

        connection = peer.Connect(port);
        Accept(listener, connection).Shutdown(ShutdownDirection.Send);
        connection.Await(TunPeer.Fin);
        connection.Send(TunPeer.Ack);

        connection = peer.Connect(port);
        Accept(listener, connection).Shutdown(ShutdownDirection.Send);
        connection.Await(TunPeer.Fin, acknowledge: false);
        connection.Send(TunPeer.Fin | TunPeer.Ack);

        connection = peer.Connect(port);
        Accept(listener, connection).Close();
        connection.Await(TunPeer.Fin);
        connection.Send(TunPeer.Fin | TunPeer.Ack);

        // The other side closes first, and this one not at all, or without the last acknowledgement.
        connection = peer.Connect(port);
        RawSocket closedByPeer = Accept(listener, connection);
        connection.Send(TunPeer.Fin | TunPeer.Ack);
        Assert.Equal(0, closedByPeer.Receive(new byte[1]));

        connection = peer.Connect(port);
        RawSocket closedByBoth = Accept(listener, connection);
        connection.Send(TunPeer.Fin | TunPeer.Ack);
        Assert.Equal(0, closedByBoth.Receive(new byte[1]));
        closedByBoth.Shutdown(ShutdownDirection.Send);

        Add(Loopback.Bound(TunPeer.Here));
    }

    internal static TcpState[] All { get; } =
    [
        TcpState.Established, TcpState.SynSent, TcpState.SynReceived, TcpState.FinWait1, TcpState.FinWait2, TcpState.TimeWait,
        TcpState.Closed, TcpState.CloseWait, TcpState.LastAck, TcpState.Listen, TcpState.Closing,
    ];

    public void Dispose()
    {
        _sockets.ForEach(static socket => socket.Close());
        _peer.Dispose();
    }

    private RawSocket Add(RawSocket socket)
    {
        _sockets.Add(socket);
        return socket;
    }

    private RawSocket Accept(RawSocket listener, TunPeer.Connection connection)
    {
        RawSocket accepted = Add(listener.Accept(5000));
        Assert.Equal(connection.Port, ((IPEndPoint)accepted.RemoteEndPoint!).Port);
        return accepted;
    }
}
