using System.Net;
using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>A listening socket of a server, and the pause that it takes while the machine has nothing left to accept with.</summary>
internal sealed class Listener(RawSocket socket)
{
    private SafeDescriptor.Hold? _hold;

    internal int Descriptor { get; } = socket.Descriptor;

    internal EndPoint? LocalEndPoint { get; } = socket.LocalEndPoint;

    internal bool IsUnix { get; } = socket.AddressFamily == AddressFamily.Unix;

    /// <summary>When to accept again after a shortage, by the loop's clock; never while accepting.</summary>
    internal long AcceptAgainAt { get; set; } = long.MaxValue;

    /// <summary>Whether the shortage was told; once until it is over.</summary>
    internal bool ShortageTold { get; set; }

    /// <summary>Keeps the descriptor's number from being used again, whoever closes the socket meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal void Hold() => _hold = socket.Handle.Keep();

    internal void Close()
    {
        socket.Close();
        _hold?.Dispose();
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
