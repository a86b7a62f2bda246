using System.Net;

namespace RawSockets.Echo;

/// <summary>
/// One connected client. The object belongs to its descriptor's number: it is used again for the next client that gets the number,
/// so that connecting allocates nothing. Only its loop's thread touches it.
/// </summary>
internal sealed class Client
{
    internal int Descriptor { get; private set; }

    /// <summary>Bytes accepted for sending that the kernel has not taken yet.</summary>
    internal int Queued { get; set; }

    internal ClientFlags Flags { get; set; }

    /// <summary>The poller's own note of what it watches this client for.</summary>
    internal uint Watched { get; set; }

    /// <summary>Which of the server's endpoints it came in by.</summary>
    internal Listener Listener { get; private set; } = null!;

    internal PeerAddress Peer { get; private set; }

    /// <summary>The number of the connection, counted over the server's whole life.</summary>
    internal long Id { get; private set; }

    internal long BytesReceived { get; set; }

    internal long BytesSent { get; set; }

    /// <summary>When it was accepted, in milliseconds of the loop's clock.</summary>
    internal long ConnectedAt { get; private set; }

    /// <summary>When bytes were last received from it or sent to it, in milliseconds of the loop's clock.</summary>
    internal long LastActive { get; set; }

    /// <summary>What only some clients need; null for the others.</summary>
    internal ClientExtra? Extra { get; set; }

    internal EndPoint? RemoteEndPoint => Peer.ToEndPoint() ?? Extra?.RemoteEndPoint ?? (Listener.IsUnix ? UnixEndPoint.Unnamed : null);

    internal bool IsOpen => (Flags & ClientFlags.Open) != 0;

    internal bool HasPending => Queued > 0;

    internal bool InputEnded => (Flags & ClientFlags.InputEnded) != 0;

    internal void Begin(Accepted accepted, long id, long now)
    {
        Descriptor = accepted.Descriptor;
        Listener = accepted.Listener;
        Peer = accepted.Peer;
        Id = id;
        ConnectedAt = LastActive = now;
        BytesReceived = BytesSent = 0;
        Queued = 0;
        Watched = 0;
        Flags = ClientFlags.Open;
        Extra = accepted.RemoteEndPoint is { } named ? new ClientExtra { RemoteEndPoint = named } : null;
    }

    /// <summary>What its loop adds when the client needs more than the object holds.</summary>
    internal ClientExtra More() => Extra ??= new ClientExtra();
}
