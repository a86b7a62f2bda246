using System.Collections;
using System.Net;
using RawSockets.Engine;
using RawSockets.Interop;

namespace RawSockets.Serving;

/// <summary>One client of a <see cref="RawServer"/>. Its methods can be called by any thread, and none of them waits.</summary>
public sealed class RawServerConnection
{
    private readonly RawServer _server;
    private readonly Lock _socketLock = new();
    private RawSocket? _socket;
    private CancellationTokenRegistration _socketClosing;
    private (long Received, long Sent)? _total;

    internal RawServerConnection(RawServer server, WorkHandler work, long id, EndPoint? remote, EndPoint? local)
    {
        _server = server;
        Work = work;
        Id = id;
        RemoteEndPoint = remote;
        LocalEndPoint = local;
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

    /// <summary>
    /// The connection as a socket, for its options; a descriptor of its own for it is made when it is first asked for, dup(2). The server
    /// receives and sends. Closing it closes the connection. Null when the connection had ended before anybody asked.
    /// </summary>
    /// <exception cref="RawSocketException">There is no descriptor left: fcntl,EMFILE.</exception>
    public RawSocket? Socket
    {
        get
        {
            lock (_socketLock)
            {
                if (_socket is null && _total is null)
                {
                    _socket = Duplicate();
                    _socketClosing = _socket.Closing.UnsafeRegister(static connection => ((RawServerConnection)connection!).SocketClosed(), this);
                }

                return _socket;
            }
        }
    }

    /// <summary>Bytes received from the client.</summary>
    public long BytesReceived => _total?.Received ?? Work.Client.BytesReceived;

    /// <summary>Bytes sent to the client: what the kernel took.</summary>
    public long BytesSent => _total?.Sent ?? Work.Client.BytesSent;

    /// <summary>Bytes that are queued until the client takes them.</summary>
    public int BytesPending => _total is null ? Work.Client.Queued : 0;

    /// <summary>Whether something that is sent now can still arrive.</summary>
    public bool IsOpen => _total is null && Work.Cause is null;

    /// <summary>Why it ends or ended; null before.</summary>
    public RawServerDisconnectCause? Cause => Work.Cause;

    /// <summary>The error of a connection that failed.</summary>
    public Exception? Error => Work.Error;

    internal WorkHandler Work { get; }

    /// <summary>
    /// Sends text, with the server's newline behind it when lines are framed. What the client does not take at once is queued. Nothing
    /// happens when the connection is closing.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="System.Text.EncoderFallbackException">It has no bytes in the server's encoding.</exception>
    public void Send(string text) => SendOwn(_server.Encode(text));

    /// <summary>Sends bytes as they are; otherwise as <see cref="Send(string)"/>.</summary>
    /// <param name="data">The bytes.</param>
    public void Send(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        SendOwn(_server.IsOwner ? data : [.. data]);
    }

    /// <summary>Takes nothing more from the client, and closes the connection when all that was sent is on its way.</summary>
    public void Close() => _server.Do(() => Work.BeginClose(RawServerDisconnectCause.Closed, null));

    /// <summary>Closes the connection as <see cref="Close()"/> does, because its handler failed.</summary>
    /// <param name="error">What went wrong.</param>
    public void Fail(Exception error) => _server.Do(() => Work.BeginClose(RawServerDisconnectCause.HandlerError, error));

    /// <summary>Stops the server: no new connections, what has been received is handled, and then it ends.</summary>
    public void StopServer() => _server.RequestStop();

    /// <inheritdoc/>
    public override string ToString() => $"connection {Id} {RemoteEndPoint?.ToString() ?? "-"}";

    /// <summary>The engine has closed it; its object may be another client's from now on.</summary>
    internal void Close(Client client)
    {
        RawSocket? socket;
        lock (_socketLock)
        {
            _total = (client.BytesReceived, client.BytesSent);
            socket = _socket;
        }

        // Not disposed, which would wait for a callback.
        _socketClosing.Unregister();
        socket?.Close();
    }

    private void SendOwn(byte[] data) => _server.Do(() => Work.Send(data));

    private RawSocket Duplicate()
    {
        using var trace = CallTrace.To(null);
        int descriptor = Sys.Duplicate(Work.Client.Descriptor);
        if (descriptor < 0)
        {
            throw RawSocketException.FromResult("fcntl", descriptor, RemoteEndPoint);
        }

        Work.Client.More().IsShared = true;
        return RawSocket.Adopt(new SafeDescriptor(descriptor));
    }

    private void SocketClosed() => _server.Do(Work.Abort);
}
