using System.Net;

namespace RawSockets.Diagnostics.Watching;

/// <summary>
/// What a socket is recognized by from one snapshot to the next. A connection is its two addresses, because the kernel replaces its
/// socket by a record with another cookie when it waits for its end; any other socket is its cookie.
/// </summary>
internal readonly record struct SocketKey
{
    private SocketKey(SocketProtocol protocol, IPEndPoint? local, IPEndPoint? remote, ulong cookie)
    {
        Protocol = protocol;
        Local = local;
        Remote = remote;
        Cookie = cookie;
    }

    internal SocketProtocol Protocol { get; }

    internal IPEndPoint? Local { get; }

    internal IPEndPoint? Remote { get; }

    internal ulong Cookie { get; }

    internal static SocketKey Of(SocketState row) =>
        row is InetSocketState { Type: SocketType.Stream, RemotePort: > 0 } inet
            ? Of(inet.Protocol, inet.Local, inet.Remote)
            : new SocketKey(row.Protocol, null, null, row.Cookie);

    internal static SocketKey Of(SocketProtocol protocol, IPEndPoint local, IPEndPoint remote) => new(protocol, Plain(local), Plain(remote), 0);

    // Not every source tells the interface of a link-local address.
    private static IPEndPoint Plain(IPEndPoint endPoint) =>
        endPoint.Address.IsIPv6LinkLocal ? new IPEndPoint(new IPAddress(endPoint.Address.GetAddressBytes()), endPoint.Port) : endPoint;
}
