namespace RawSockets.Diagnostics.Explanations;

/// <summary>Calls that come at the wrong time in a connection's life, and connections that ended.</summary>
internal static class Connections
{
    private const int TcpInfo = 11;
    private const int TcpLevel = 6;

    internal static ErrorExplanation? BrokenPipe(Failure failure) => StateOf(failure) switch
    {
        TcpState.Closed when failure.Socket is { RemoteEndPoint: null } => NotConnected(failure),
        TcpState.FinWait1 or TcpState.FinWait2 or TcpState.Closing or TcpState.LastAck or TcpState.TimeWait => new(
            "This side has ended its half of the connection (shutdown), so it can't send any more; receiving still works.",
            "Send before Disconnect-RawSocket -Direction Send."),
        _ => new(
            "The connection is over: the peer has closed it and takes no more data, or this side has ended its half.",
            "Connect again with a new socket; receive first what is left, to see whether the peer said why."),
    };

    internal static ErrorExplanation? Reset(Failure failure) => new(
        failure.Call == "connect"
            ? "The peer, or something on the way, broke the connection off while it was being made."
            : "The peer ended the connection at once (RST): its program ended or closed the socket while data that it had not read was waiting, or nobody there knows the connection any more.",
        "Connect again with a new socket. What was sent and not answered may not have been read.");

    internal static ErrorExplanation? NotConnected(Failure failure)
    {
        if (failure.Socket?.IsListening == true)
        {
            return new(
                "The socket listens: it takes connections and carries no data itself.",
                "Receive-RawConnection gives a socket for each client; send and receive on that one.");
        }

        return failure.IsDatagram
            ? new("The socket has no peer.", "Connect it first (Connect-RawSocket), or give every datagram its address.")
            : new("The socket is not connected: it never was, or the connection is over.", "Connect it first (Connect-RawSocket), or take a connection from a listener (Receive-RawConnection).");
    }

    internal static ErrorExplanation? NoDestination(Failure failure) =>
        new("The socket has no peer, and the call named no address.", "Connect it first (Connect-RawSocket), or give every datagram its address.");

    internal static ErrorExplanation? NotListening(Failure failure) => new(
        failure.Socket?.LocalEndPoint is { } bound
            ? $"Only a listener has connections to accept; this socket is merely bound to {bound}."
            : "Only a listener has connections to accept; this socket has not even an address.",
        "Start-RawListen -Socket $socket first, once it has its address.");

    internal static ErrorExplanation? CannotListen(Failure failure) => failure.Kind is { } kind
        ? new(
            $"A {Wording.Kind(kind)} has no connections, so it neither listens nor accepts.",
            kind.Family is AddressFamily.Inet or AddressFamily.Inet6 && kind.Type == SocketType.Dgram
                ? "Bind it and receive: every datagram names its sender. For connections use -SocketType Stream."
                : "For connections use -SocketType Stream.")
        : null;

    internal static ErrorExplanation? Connected(Failure failure) => new(
        failure.Socket?.RemoteEndPoint is { } peer ? $"The socket is connected to {peer} already." : "The socket is connected already.",
        "Use a new socket for another connection.");

    internal static ErrorExplanation? Again(Failure failure)
    {
        (string what, string events) = failure.Call switch
        {
            "accept4" or "accept" => ("no connection is waiting", "Read"),
            "send" or "sendto" or "sendmsg" => ("the send buffer is full", "Write"),
            "connect" => ("the listener's queue is full", "Write"),
            _ => ("nothing has arrived", "Read"),
        };
        if (failure.TimeoutOption is { } option)
        {
            return new(
                $"The socket's own time for such a wait ({option}) was up, and {what}.",
                "Give it longer (Set-RawSocketOption; 0 is no limit), or give the call a -Timeout, which counts before the option.");
        }

        return new(
            failure.Socket is { NonBlocking: false }
                ? $"The call was not to wait (MSG_DONTWAIT), and {what}. This is no failure."
                : $"The socket is non-blocking, and {what}. This is no failure: the call would have had to wait.",
            $"Wait-RawSocket -Socket $socket -For {events}, then again; or give the call a -Timeout.");
    }

    internal static ErrorExplanation? InProgress(Failure failure) => new(
        failure.TimeoutOption is { } option
            ? $"The socket's own time for such a wait ({option}) was up; the connection is still being made in the background."
            : "The socket is non-blocking, and the connection is being made in the background. This is no failure.",
        "Wait-RawSocket -Socket $socket -For Write tells when it is done; Get-RawSocketOption -Name Error then says whether it succeeded.");

    private static TcpState? StateOf(Failure failure) => failure.Socket is { IsClosed: false, Protocol: ProtocolType.Tcp } socket
        ? Facts.OrElse<TcpState?>(() => (TcpState)socket.GetOption(TcpLevel, TcpInfo, 1)[0], null)
        : null;
}
