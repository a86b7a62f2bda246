using RawSockets.Interop;

namespace RawSockets;

/// <content>shutdown(2) and close(2)</content>
public sealed partial class RawSocket
{
    /// <summary>Ends one or both halves of the connection, shutdown(2). The descriptor stays open.</summary>
    /// <param name="direction">Which half.</param>
    /// <exception cref="RawSocketException">The kernel refused: shutdown,ENOTCONN; or the socket is closed: shutdown,EBADF.</exception>
    public void Shutdown(ShutdownDirection direction)
    {
        using var lease = Use("shutdown");
        int result = Sys.Shutdown(lease.Number, (int)direction);
        if (result < 0)
        {
            throw RawSocketException.FromResult("shutdown", result, RemoteEndPoint);
        }
    }

    /// <summary>Closes the socket, close(2): ends whatever waits on it. Closing it twice is no error.</summary>
    public void Close()
    {
        // Waiters leave first: the descriptor is closed by whoever lets go of it last, so its number can't be used again under them.
        _closing.Cancel();
        _handle.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}
