using System.Collections;
using System.Net;

namespace RawSockets.Serving;

/// <summary>One client of a <see cref="RawServer"/>. Its methods can be called by any thread, and none of them waits.</summary>
public sealed partial class RawServerConnection
{
    private readonly RawServer _server;

    internal RawServerConnection(RawServer server, RawSocket socket, long id)
    {
        _server = server;
        Socket = socket;
        Id = id;
        RemoteEndPoint = socket.RemoteEndPoint;
        LocalEndPoint = socket.LocalEndPoint;

        // The number stays this connection's until it has ended here, also when somebody else closes the socket.
        bool held = false;
        socket.Handle.DangerousAddRef(ref held);
    }

    /// <summary>1 for the first client of the server, and so on.</summary>
    public long Id { get; }

    /// <summary>The client's address; null for a Unix client without a name.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <summary>The address that the client connected to.</summary>
    public EndPoint? LocalEndPoint { get; }

    /// <summary>When it was accepted, by this machine's clock.</summary>
    public DateTimeOffset ConnectedAt { get; } = DateTimeOffset.Now;

    /// <summary>Whatever the handler wants to remember of this client; names are found in any case.</summary>
    public Hashtable State { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The socket, for its options. The server receives from it and sends to it.</summary>
    public RawSocket Socket { get; }

    /// <summary>Bytes received from the client.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Bytes sent to the client: what the kernel took.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Bytes that are queued until the client takes them.</summary>
    public int BytesPending => _output.Count;

    /// <summary>Whether something that is sent now can still arrive.</summary>
    public bool IsOpen => !Ended && !Broken && Cause is null && !Socket.IsClosed;

    /// <summary>Why it ends or ended; null before.</summary>
    public RawServerDisconnectCause? Cause { get; private set; }

    /// <summary>The error of a connection that failed.</summary>
    public Exception? Error { get; private set; }

    /// <summary>
    /// Sends text, with the server's newline behind it when lines are framed. What the client does not take at once is queued. Nothing
    /// happens when the connection is closing.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="System.Text.EncoderFallbackException">It has no bytes in the server's encoding.</exception>
    public void Send(string text) => _server.Send(this, _server.Encode(text));

    /// <summary>Sends bytes as they are; otherwise as <see cref="Send(string)"/>.</summary>
    /// <param name="data">The bytes.</param>
    public void Send(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _server.Send(this, data);
    }

    /// <summary>Takes nothing more from the client, and closes the connection when all that was sent is on its way.</summary>
    public void Close() => _server.Close(this, RawServerDisconnectCause.Closed, null);

    /// <summary>Closes the connection as <see cref="Close"/> does, because its handler failed.</summary>
    /// <param name="error">What went wrong.</param>
    public void Fail(Exception error) => _server.Close(this, RawServerDisconnectCause.HandlerError, error);

    /// <summary>Stops the server: no new connections, what has been received is handled, and then it ends.</summary>
    public void StopServer() => _server.RequestStop();

    /// <inheritdoc/>
    public override string ToString() => $"connection {Id} {RemoteEndPoint?.ToString() ?? "-"}";
}
