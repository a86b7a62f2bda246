using RawSockets.Interop;

namespace RawSockets;

/// <content>accept4(2)</content>
public sealed partial class RawSocket
{
    /// <summary>Takes the next connection from the listener's queue, accept4(2), with SOCK_CLOEXEC.</summary>
    /// <param name="timeout">
    /// How long to wait, in milliseconds; 0 not at all, -1 without limit; null is without limit for a blocking listener and not at
    /// all for a non-blocking one, whose empty queue is accept4,EAGAIN.
    /// </param>
    /// <param name="nonBlocking">Whether the new socket is non-blocking (SOCK_NONBLOCK).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection; the caller closes it.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused: accept4,EINVAL on a socket that does not listen, accept4,EMFILE; or nobody came in time: accept4,ETIMEDOUT.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RawSocket Accept(int? timeout = null, bool nonBlocking = false, CancellationToken cancellationToken = default)
    {
        using var lease = Use("accept4");
        Patience patience = ForReceive(timeout);
        if (!patience.Waits)
        {
            int descriptor = TryAccept(lease.Number, nonBlocking, out RawSocket? immediate);
            return immediate ?? throw RawSocketException.FromResult("accept4", descriptor, LocalEndPoint);
        }

        if (!IsListening && !ReallyListens(lease.Number))
        {
            // poll(2) on a socket that does not listen would wait for ever, or report a hang-up.
            throw new RawSocketException("accept4", new Errno(Errno.Numbers.EINVAL), LocalEndPoint, "the socket does not listen");
        }

        using var mode = BorrowNonBlocking(lease.Number);
        while (true)
        {
            if (WaitFor(lease.Number, PollEvents.Read, patience.Deadline, "accept4", cancellationToken) == PollEvents.None)
            {
                throw patience.Expired("accept4", LocalEndPoint);
            }

            int result = TryAccept(lease.Number, nonBlocking, out RawSocket? accepted);
            if (accepted is not null)
            {
                return accepted;
            }

            // Another acceptor may have been faster; then the wait goes on.
            if (result != -Errno.Numbers.EAGAIN)
            {
                throw RawSocketException.FromResult("accept4", result, LocalEndPoint);
            }
        }
    }

    private int TryAccept(int descriptor, bool nonBlocking, out RawSocket? accepted)
    {
        accepted = null;
        if (DescriptorReserve.Forbids(descriptor))
        {
            return -Errno.Numbers.EMFILE;
        }

        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int flags = Sys.SockCloseOnExec | (nonBlocking ? Sys.SockNonBlock : 0);
        int result = Sys.Accept4(descriptor, flags, address, out int length);
        if (result < 0)
        {
            return result;
        }

        _ = DescriptorReserve.RoomAfter(result);
        accepted = new RawSocket(result, AddressFamily, SocketType, Protocol, nonBlocking)
        {
            RemoteEndPoint = SocketAddress.Read(address[..length]),
        };
        accepted.InheritWaits(this);
        accepted.ReadLocalName(result);
        return result;
    }

    // A socket that was adopted, or made to listen by another process, is asked.
    private bool ReallyListens(int descriptor)
    {
        Span<byte> value = stackalloc byte[sizeof(int)];
        IsListening = Sys.GetSockOpt(descriptor, SocketOption.Levels.Socket, SocketOption.AcceptConnectionNumber, value) >= 0
            && BitConverter.ToInt32(value) != 0;
        return IsListening;
    }
}
