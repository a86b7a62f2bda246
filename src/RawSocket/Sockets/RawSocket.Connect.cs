using System.Net;
using RawSockets.Interop;

namespace RawSockets;

/// <content>connect(2)</content>
public sealed partial class RawSocket
{
    private bool _connecting;
    private bool _connected;
    private bool _hasOwnPort;

    /// <summary>Connects to an address, connect(2).</summary>
    /// <param name="endPoint">The peer's address.</param>
    /// <param name="timeout">
    /// How long to wait, in milliseconds; -1 without limit (the kernel gives up by itself after some two minutes); null is without
    /// limit for a blocking socket and not at all for a non-blocking one, which then fails with connect,EINPROGRESS and goes on.
    /// </param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RawSocketException">
    /// The kernel or the peer refused: connect,ECONNREFUSED, connect,ENETUNREACH, connect,EISCONN; or it took too long:
    /// connect,ETIMEDOUT.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Connect(EndPoint endPoint, int? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endPoint);
        RequireFamily("connect", endPoint);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        ReadOnlySpan<byte> name = address[..SocketAddress.Write(endPoint, address)];
        using var lease = Use("connect");
        Patience patience = ForSend(timeout);
        if (!patience.Waits)
        {
            int result = Again(Sys.Connect(lease.Number, name));
            _connecting = result == -Errno.Numbers.EINPROGRESS || (_connecting && result == -Errno.Numbers.EALREADY);
            if (result < 0)
            {
                throw RawSocketException.FromResult("connect", result, endPoint);
            }
        }
        else
        {
            ConnectWithin(lease.Number, name, endPoint, patience, cancellationToken);
        }

        _connecting = false;
        if (NameConnection(lease.Number, endPoint) is < 0 and var refused)
        {
            throw RawSocketException.FromResult("connect", refused, endPoint, "the kernel chose that port for this side too, so the socket was connected to itself");
        }
    }

    /// <summary>Once an attempt that nobody waited for has ended well, the names are the kernel's to tell.</summary>
    private void LearnNames()
    {
        if (!_connecting || IsClosed)
        {
            return;
        }

        try
        {
            using var lease = Use("getpeername");
            using (CallTrace.To(null))
            {
                ReadRemoteName(lease.Number);
                if (_remoteEndPoint is not null)
                {
                    ReadLocalName(lease.Number);
                    _connecting = false;
                }
            }
        }
        catch (RawSocketException)
        {
            // Closed meanwhile; the names stay unknown.
        }
    }

    private void ConnectWithin(int descriptor, ReadOnlySpan<byte> name, EndPoint endPoint, Patience patience, CancellationToken cancellationToken)
    {
        using var mode = BorrowNonBlocking(descriptor);
        int result = Again(Sys.Connect(descriptor, name));
        if (result is -Errno.Numbers.EINPROGRESS or -Errno.Numbers.EINTR or -Errno.Numbers.EALREADY)
        {
            result = FinishConnect(descriptor, endPoint, patience, cancellationToken);
        }

        if (result < 0)
        {
            throw RawSocketException.FromResult("connect", result, endPoint);
        }
    }

    private int FinishConnect(int descriptor, EndPoint endPoint, Patience patience, CancellationToken cancellationToken)
    {
        bool finished = false;
        bool isOptions = false;
        try
        {
            finished = WaitFor(descriptor, PollEvents.Write, patience.Deadline, "connect", cancellationToken) != PollEvents.None;

            // As with the kernel's own: when the time of SO_SNDTIMEO is up, the attempt goes on.
            isOptions = !finished && patience.Option is not null;
            _connecting = isOptions;
        }
        finally
        {
            if (!finished && !isOptions)
            {
                Abandon(descriptor);
            }
        }

        if (!finished)
        {
            throw patience.Expired("connect", endPoint);
        }

        Span<byte> value = stackalloc byte[sizeof(int)];
        int result = Sys.GetSockOpt(descriptor, SocketOption.Levels.Socket, SocketOption.ErrorNumber, value);
        result = result < 0 ? result : -BitConverter.ToInt32(value);
        if (result < 0)
        {
            // A blocking connect(2) that failed can be made again; after a non-blocking one the next would answer ECONNABORTED.
            Abandon(descriptor);
        }

        return result;
    }

    // Linux reports a connection that was made without blocking once more as a success, to whatever address the second call is.
    private int Again(int result) =>
        result == 0 && SocketType == SocketType.Stream && _connected ? -Errno.Numbers.EISCONN : result;

    // Without this the kernel would go on trying behind the caller's back; connect(2): AF_UNSPEC dissolves the association.
    private static void Abandon(int descriptor)
    {
        Span<byte> nobody = stackalloc byte[16];
        nobody.Clear();
        _ = Sys.Connect(descriptor, nobody);
    }
}
