using System.Net;

namespace RawSockets.Engine;

/// <summary>
/// One connected client. The object belongs to its descriptor's number: it is used again for the next client that gets the number,
/// so that connecting allocates nothing. Only its loop's thread touches it.
/// </summary>
internal sealed class Client
{
    // Sixteen milliseconds in 32 bits last for two years; a whole number of them would be half as much again.
    private const int ActivityUnit = 4;
    private uint _activity;
    private uint _address;
    private ushort _port;

    internal int Descriptor { get; private set; }

    /// <summary>Bytes accepted for sending that the kernel has not taken yet.</summary>
    internal int Queued { get; set; }

    internal ClientFlags Flags { get; set; }

    /// <summary>The poller's own note of what it watches this client for.</summary>
    internal byte Watched { get; set; }

    /// <summary>The poller's own note of where it has this client in a list; 0 for nowhere.</summary>
    internal int Place { get; set; }

    /// <summary>Which of the server's endpoints it came in by.</summary>
    internal Listener Listener { get; private set; } = null!;

    /// <summary>The internet address; one of IPv4 is kept in 6 bytes.</summary>
    internal PeerAddress Peer => _port != 0 ? PeerAddress.OfV4(_address, _port) : Extra?.Peer ?? default;

    /// <summary>The number of the connection, counted over the server's whole life.</summary>
    internal long Id { get; private set; }

    internal long BytesReceived { get; set; }

    internal long BytesSent { get; set; }

    /// <summary>When it was accepted, in milliseconds of the loop's clock.</summary>
    internal long ConnectedAt { get; private set; }

    /// <summary>When bytes were last received from it or sent to it, in milliseconds of the loop's clock, up to 16 later.</summary>
    internal long LastActive => ConnectedAt + ((long)_activity << ActivityUnit);

    /// <summary>What only some clients need; null for the others.</summary>
    internal ClientExtra? Extra { get; set; }

    internal EndPoint? RemoteEndPoint => Peer.ToEndPoint() ?? Extra?.RemoteEndPoint ?? (Listener.IsUnix ? UnixEndPoint.Unnamed : null);

    internal bool IsOpen => (Flags & ClientFlags.Open) != 0;

    internal bool HasPending => Queued > 0;

    internal bool InputEnded => (Flags & ClientFlags.InputEnded) != 0;

    internal bool IsClosing => (Flags & ClientFlags.Closing) != 0;

    internal void Begin(Accepted accepted, long id, long now)
    {
        Descriptor = accepted.Descriptor;
        Listener = accepted.Listener;
        Id = id;
        ConnectedAt = now;
        BytesReceived = BytesSent = 0;
        Queued = 0;
        Watched = 0;
        Place = 0;
        _activity = 0;
        Flags = ClientFlags.Open;
        Extra = null;
        if (!accepted.Peer.TryGetV4(out _address, out _port) && (accepted.Peer.IsInternet || accepted.RemoteEndPoint is not null))
        {
            Extra = new ClientExtra { Peer = accepted.Peer, RemoteEndPoint = accepted.RemoteEndPoint };
        }
    }

    /// <summary>Notes that bytes came or went.</summary>
    internal void Active(long now) => _activity = (uint)((now - ConnectedAt + (1 << ActivityUnit) - 1) >> ActivityUnit);

    /// <summary>What its loop adds when the client needs more than the object holds.</summary>
    internal ClientExtra More() => Extra ??= new ClientExtra();
}
