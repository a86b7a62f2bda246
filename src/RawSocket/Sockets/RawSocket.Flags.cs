using RawSockets.Interop;

namespace RawSockets;

/// <content>fcntl(2): O_NONBLOCK and FD_CLOEXEC</content>
public sealed partial class RawSocket
{
    private readonly Lock _modeLock = new();
    private int _borrowers;

    /// <summary>Whether programs started later do not get the descriptor (FD_CLOEXEC, fcntl(2)).</summary>
    /// <exception cref="RawSocketException">The socket is closed: fcntl,EBADF.</exception>
    public bool GetCloseOnExec()
    {
        using var lease = Use("fcntl");
        return Check(Sys.GetCloseOnExec(lease.Number)) != 0;
    }

    /// <summary>Sets whether programs started later do not get the descriptor (FD_CLOEXEC, fcntl(2)).</summary>
    /// <param name="on">Whether it is closed when another program is executed.</param>
    /// <exception cref="RawSocketException">The socket is closed: fcntl,EBADF.</exception>
    public void SetCloseOnExec(bool on)
    {
        using var lease = Use("fcntl");
        Check(Sys.SetCloseOnExec(lease.Number, on));
    }

    /// <summary>Sets whether calls fail with EAGAIN instead of waiting (O_NONBLOCK, fcntl(2)).</summary>
    /// <param name="on">Whether they do.</param>
    /// <exception cref="RawSocketException">The socket is closed: fcntl,EBADF.</exception>
    public void SetNonBlocking(bool on)
    {
        using var lease = Use("fcntl");
        lock (_modeLock)
        {
            if (_borrowers == 0)
            {
                Apply(lease.Number, on);
            }

            _ownNonBlocking = on;
        }
    }

    /// <summary>
    /// Lets a call on a blocking socket return instead of blocking. accept(2) and connect(2) have no MSG_DONTWAIT, and a thread
    /// that blocks inside them could not be cancelled, so the descriptor is non-blocking while they run and as it was afterwards.
    /// </summary>
    private BorrowedMode BorrowNonBlocking(int descriptor) => new(this, descriptor);

    private static void Apply(int descriptor, bool nonBlocking)
    {
        int flags = Check(Sys.GetStatus(descriptor));
        int wanted = nonBlocking ? flags | Sys.OpenNonBlock : flags & ~Sys.OpenNonBlock;
        if (wanted != flags)
        {
            Check(Sys.SetStatus(descriptor, wanted));
        }
    }

    private static int Check(int result) => result >= 0 ? result : throw RawSocketException.FromResult("fcntl", result);

    private readonly ref struct BorrowedMode
    {
        private readonly RawSocket _socket;
        private readonly int _descriptor;

        internal BorrowedMode(RawSocket socket, int descriptor)
        {
            lock (socket._modeLock)
            {
                if (socket._borrowers == 0 && !socket._ownNonBlocking)
                {
                    Apply(descriptor, nonBlocking: true);
                }

                socket._borrowers++;
            }

            _socket = socket;
            _descriptor = descriptor;
        }

        public void Dispose()
        {
            lock (_socket._modeLock)
            {
                if (--_socket._borrowers == 0 && !_socket._ownNonBlocking)
                {
                    Apply(_descriptor, nonBlocking: false);
                }
            }
        }
    }
}
