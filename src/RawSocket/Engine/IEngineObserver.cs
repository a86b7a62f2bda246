using System.Net;

namespace RawSockets.Engine;

/// <summary>Watches an engine from outside: events, metrics and traces. The loops call it on their own threads; it must neither wait nor throw.</summary>
internal interface IEngineObserver
{
    /// <summary>Whether anybody wants what goes in and out; looked at for each piece, if tracing was asked for at all.</summary>
    bool WantsData { get; }

    /// <summary>A connection stands.</summary>
    void Opened(Client client);

    /// <summary>A connection is gone.</summary>
    void Closed(Client client, TimeSpan duration, DisconnectCause cause, Exception? error);

    /// <summary>A connection was closed as soon as it was accepted.</summary>
    void Rejected(Accepted accepted, RejectionReason reason);

    /// <summary>accept(2) failed, or is not called because the process needs its last descriptors itself.</summary>
    void AcceptFailed(Listener listener, RawSocketException error);

    /// <summary>Bytes came from a client or went to it.</summary>
    void Moved(Client client, bool received, ReadOnlySpan<byte> data);

    /// <summary>A datagram came from a peer or went to it.</summary>
    void Moved(EndPoint? local, EndPoint? remote, bool received, ReadOnlySpan<byte> data);
}
