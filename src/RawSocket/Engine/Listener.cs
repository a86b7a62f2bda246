using System.Net;
using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>A listening socket of a server, and the pause that it takes while the machine has nothing left to accept with.</summary>
/// <param name="socket">The socket.</param>
/// <param name="isOwned">Whether it is closed at the end; otherwise it is left as it was.</param>
internal sealed class Listener(RawSocket socket, bool isOwned = true)
{
    private readonly bool _wasNonBlocking = socket.NonBlocking;
    private SafeDescriptor.Hold? _hold;

    internal int Descriptor { get; } = socket.Descriptor;

    internal EndPoint? LocalEndPoint { get; } = socket.LocalEndPoint;

    internal bool IsOwned { get; } = isOwned;

    internal bool IsUnix { get; } = socket.AddressFamily == AddressFamily.Unix;

    /// <summary>When to accept again after a shortage, by the loop's clock; never while accepting.</summary>
    internal long AcceptAgainAt { get; set; } = long.MaxValue;

    /// <summary>Whether the shortage was told; once until it is over.</summary>
    internal bool ShortageTold { get; set; }

    /// <summary>Keeps the descriptor's number from being used again, whoever closes the socket meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal void Hold()
    {
        _hold = socket.Handle.Keep();
        if (!_wasNonBlocking)
        {
            socket.SetNonBlocking(true);
        }
    }

    internal void Close()
    {
        if (IsOwned)
        {
            socket.Close();
        }
        else if (!_wasNonBlocking && _hold is not null)
        {
            GiveBack();
        }

        _hold?.Dispose();
        _hold = null;
    }

    private void GiveBack()
    {
        try
        {
            socket.SetNonBlocking(false);
        }
        catch (RawSocketException)
        {
            // Closed by another thread.
        }
    }

    /// <summary>accept4(2) without waiting.</summary>
    /// <returns>0, or the negated error number.</returns>
    internal int Accept(out Accepted accepted)
    {
        Span<byte> name = stackalloc byte[SocketAddress.MaxLength];
        int result = Sys.Accept4(Descriptor, Sys.SockCloseOnExec | Sys.SockNonBlock, name, out int length);
        accepted = result < 0 ? default : Accepted.Of(result, this, name[..length]);
        return Math.Min(result, 0);
    }
}
