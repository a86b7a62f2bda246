using System.Net;
using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets.Diagnostics.Watching;

/// <summary>Asks the kernel for single sockets by their addresses, over one netlink socket that stays open.</summary>
internal sealed class SocketLookup : IDisposable
{
    private const int BufferSize = 8 * 1024;
    private const int PatienceMilliseconds = 1000;

    private readonly DiagChannel _channel;
    private readonly byte[] _buffer = new byte[BufferSize];

    internal SocketLookup(NetworkNamespace? place) => _channel = DiagChannel.Open(place);

    /// <summary>Finds the TCP socket with exactly these addresses.</summary>
    /// <returns>The socket, or null if there is none in this network namespace now.</returns>
    /// <exception cref="RawSocketException">The kernel did not answer, or makes no sense.</exception>
    internal InetSocketState? Find(SocketStateReader reader, IPEndPoint local, IPEndPoint remote, CancellationToken cancellationToken)
    {
        InetDiagRequest body = new()
        {
            Family = (byte)SocketAddress.FamilyOf(local),
            Protocol = (byte)ProtocolType.Tcp,
            States = uint.MaxValue,
            Id = SocketRows.Id(local, remote),
        };

        // INET_DIAG_NOCOOKIE: any socket will do.
        body.Id.CookieLow = body.Id.CookieHigh = uint.MaxValue;
        List<SocketState> rows = [];
        using (CallTrace.To(null))
        {
            _channel.Send(NetlinkRequest.Of(0, body).ToArray());
            int length = _channel.Receive(_buffer, Deadline.After(PatienceMilliseconds), cancellationToken);
            if (IsNone(_buffer.AsSpan(0, length)))
            {
                return null;
            }

            DiagReply.Parse(_buffer.AsSpan(0, length), InetDiagReader.For(reader, SocketProtocol.Tcp, detailed: false), rows);
        }

        // Where there is no connection the kernel finds the listener that it would go to.
        return rows is [InetSocketState found] && SocketKey.Of(found) == SocketKey.Of(SocketRows.Make(reader, local, remote, found.State))
            || rows is [InetSocketState { State: TcpState.Listen }] && remote.Port == 0
            ? (InetSocketState)rows[0]
            : null;
    }

    // That a socket is gone is the common case in a burst of short connections, and an exception for each would cost more than all else.
    private static bool IsNone(ReadOnlySpan<byte> reply)
    {
        NetlinkMessages messages = new(reply);
        return messages.MoveNext() && messages is { Header.Type: NetlinkNumbers.Error, Body.Length: >= sizeof(int) }
            && MemoryMarshal.Read<int>(messages.Body) == -Errno.Numbers.ENOENT;
    }

    public void Dispose() => _channel.Dispose();
}
