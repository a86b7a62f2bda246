using System.Net;

namespace RawSockets.Diagnostics.Explanations;

/// <summary>A failed call, and the machine's facts about it, looked up when a rule asks for them.</summary>
internal sealed class Failure
{
    private readonly RawSocketException _exception;
    private readonly SocketStateReader _reader = new();
    private readonly Deadline _deadline = Deadline.After(ErrorExplanation.PatienceMilliseconds);

    internal Failure(RawSocketException exception, RawSocket? socket)
    {
        _exception = exception;
        Socket = socket;
        UnixPath = PathOf(exception.EndPoint);
    }

    internal string Call => _exception.SystemCall;

    internal Errno Errno => _exception.Errno;

    internal RawSocket? Socket { get; }

    /// <summary>SO_RCVTIMEO or SO_SNDTIMEO, where its time was up.</summary>
    internal string? TimeoutOption => _exception.TimeoutOption;

    /// <summary>Whether the error came back for something sent earlier.</summary>
    internal bool IsFromErrorQueue => _exception.QueueEntry is not null;

    internal IPEndPoint? EndPoint => _exception.EndPoint as IPEndPoint;

    /// <summary>The path of a Unix socket, or @ and its abstract name.</summary>
    internal string? UnixPath { get; init; }

    internal SocketKind? Kind => Socket is { } socket
        ? new SocketKind(socket.AddressFamily, socket.SocketType, socket.Protocol)
        : _exception.Kind;

    /// <summary>The protocol that ports belong to; without a socket it is the echo server's.</summary>
    internal ProtocolType Protocol => Kind?.Protocol is { } known and not ProtocolType.Default ? known : ProtocolType.Tcp;

    internal bool IsDatagram => Kind?.Type == SocketType.Dgram;

    /// <summary>The sockets of both families with a local port, this failure's own left out.</summary>
    internal IReadOnlyList<InetSocketState> SocketsAt(int port, TcpStates states = TcpStates.All)
    {
        ulong own = OwnCookie();
        return [.. Rows(port, states).Where(row => row.Cookie != own)];
    }

    internal IReadOnlyList<UnixSocketState> UnixSockets() =>
        Facts.OrElse(
        () => _reader.Read(new SocketStateQuery { Protocols = [SocketProtocol.Unix] }, _deadline, CancellationToken.None).Cast<UnixSocketState>().ToList(), []);

    internal SocketOwners OwnersOf(IEnumerable<uint> inodes) => SocketOwners.Find(inodes, _deadline);

    private List<InetSocketState> Rows(int port, TcpStates states)
    {
        if (Listed is not { } protocol)
        {
            return [];
        }

        // A kernel without a listing for the protocol has no rows.
        SocketStateQuery query = new() { Protocols = [protocol], LocalPorts = [port], States = states };
        return Facts.OrElse(() => _reader.Read(query, _deadline, CancellationToken.None).Cast<InetSocketState>().ToList(), []);
    }

    private SocketProtocol? Listed => Protocol switch
    {
        ProtocolType.Tcp => SocketProtocol.Tcp,
        ProtocolType.Mptcp => SocketProtocol.Mptcp,
        ProtocolType.Udp => SocketProtocol.Udp,
        ProtocolType.UdpLite => SocketProtocol.UdpLite,
        ProtocolType.Sctp => SocketProtocol.Sctp,
        ProtocolType.Raw => SocketProtocol.Raw,
        _ => null,
    };

    private ulong OwnCookie()
    {
        const int cookieOption = 57;
        return Facts.OrElse(
            () => Socket is { IsClosed: false } ? BitConverter.ToUInt64(Socket.GetOption(SocketOption.Levels.Socket, cookieOption, sizeof(ulong))) : 0,
            0UL);
    }

    private static string? PathOf(EndPoint? endPoint)
    {
        if (endPoint?.AddressFamily != System.Net.Sockets.AddressFamily.Unix || endPoint.ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        // A path that begins with neither / nor . is written with the family in front.
        const string prefix = "unix:";
        string path = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
        return path.Length == 0 ? null : path;
    }
}
