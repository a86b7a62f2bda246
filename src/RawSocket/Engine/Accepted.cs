using System.Net;

namespace RawSockets.Engine;

/// <summary>A connection fresh from accept(2), on its way to the loop that will serve it.</summary>
internal readonly record struct Accepted(int Descriptor, Listener Listener, PeerAddress Peer, EndPoint? RemoteEndPoint)
{
    internal EndPoint? From => Peer.ToEndPoint() ?? RemoteEndPoint ?? (Listener.IsUnix ? UnixEndPoint.Unnamed : null);

    internal static Accepted Of(int descriptor, Listener listener, ReadOnlySpan<byte> name)
    {
        var peer = PeerAddress.Read(name);
        EndPoint? other = peer.IsInternet ? null : SocketAddress.Read(name);
        return new Accepted(descriptor, listener, peer, other is UnixEndPoint { IsUnnamed: true } ? null : other);
    }
}
