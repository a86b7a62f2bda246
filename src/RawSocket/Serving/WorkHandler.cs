using System.Net;
using RawSockets.Engine;
using RawSockets.Interop;

namespace RawSockets.Serving;

/// <summary>
/// Cuts what a client sends into lines or chunks, for somebody else to handle one at a time. While there is something to be handled, or
/// answers that the client has not taken, nothing is received from it, so what it sends stays in the kernel.
/// </summary>
internal sealed class WorkHandler : ConnectionHandler
{
    private const int LongestChunk = 64 * 1024;
    private readonly RawServer _server;
    private readonly RawServerOptions _options;
    private readonly Connection _connection;
    private readonly ByteQueue _input = new();
    private int _searched;

    // Until the event of its connection has been handled, so that a greeting comes before any answer.
    private bool _isBusy = true;
    private bool _isQueued;
    private bool _inputEnded;
    private bool _endTold;
    private RawServerDisconnectCause _endCause;

    internal WorkHandler(RawServer server, RawServerOptions options, Connection connection, long id)
    {
        _server = server;
        _options = options;
        _connection = connection;
        Connection = new RawServerConnection(server, this, id, NameOf(connection.Client), LocalNameOf(connection.Client));
        connection.PauseReceiving();
    }

    internal override bool WantsRestAfterFailure => true;

    internal RawServerConnection Connection { get; }

    internal bool IsGone { get; private set; }

    internal Client Client => _connection.Client;

    /// <summary>Why it ends or ended; null before.</summary>
    internal RawServerDisconnectCause? Cause { get; private set; }

    internal Exception? Error { get; private set; }

    internal override void Received(Connection connection, ReadOnlySpan<byte> data)
    {
        if (Cause is null)
        {
            _input.Append(data);
        }

        Consider();
    }

    internal override void OutputSent(Connection connection) => Consider();

    internal override void InputEnded(Connection connection)
    {
        _inputEnded = true;
        Consider();
    }

    internal override void Closed(Connection connection, DisconnectCause cause, Exception? error)
    {
        Connection.Close(Client);
        IsGone = true;
        Error ??= error;
        _endCause = Of(cause);
        if (cause != DisconnectCause.Error)
        {
            _input.Clear();
        }

        _server.Closed(this);
        Consider();
    }

    /// <summary>What it had handed out is done.</summary>
    internal void Release()
    {
        _isBusy = false;
        if (!IsGone)
        {
            _connection.Touch();
        }

        Consider();
    }

    /// <summary>Its turn has come.</summary>
    /// <returns>What is to be handled; null when that has to wait, or is gone.</returns>
    internal byte[]? Take()
    {
        _isQueued = false;
        if (!HasOutput && HasFrame(out int length, out int consumed))
        {
            byte[] frame = _input.Span[..length].ToArray();
            _input.Drop(consumed);
            _isBusy = true;
            return frame;
        }

        Consider();
        return null;
    }

    internal void Send(ReadOnlySpan<byte> data)
    {
        if (IsGone || Cause is not null)
        {
            return;
        }

        // The loop does not go on while a handler runs, which may give far more than the kernel takes at once.
        _connection.Flush();
        if (IsGone)
        {
            return;
        }

        bool fits = !HasOutput || (long)_connection.Queued + data.Length <= _options.MaxPending;
        if (fits)
        {
            _connection.Send(data);
        }

        if (!IsGone && (!fits || _connection.Queued > _options.MaxPending))
        {
            BeginClose(RawServerDisconnectCause.TooMuchPending, new IOException(
                $"{Connection}: the client does not take what is sent to it, and more than {_options.MaxPending} bytes would have been queued."));
        }
    }

    /// <summary>The first cause is the one that counts. What was received and not yet handled is dropped.</summary>
    internal void BeginClose(RawServerDisconnectCause cause, Exception? error)
    {
        bool isFirst = Cause is null;
        if (isFirst)
        {
            Cause = cause;
            Error ??= error;
        }

        _input.Clear();
        if (IsGone || !isFirst)
        {
            return;
        }

        if (cause == RawServerDisconnectCause.TooMuchPending)
        {
            _connection.Abort(DisconnectCause.Overrun);
            return;
        }

        _connection.CloseWhenSent(DisconnectCause.Disconnected);
        if (!IsGone)
        {
            _connection.ResumeReceiving();
        }
    }

    /// <summary>Somebody closed the socket.</summary>
    internal void Abort()
    {
        if (!IsGone)
        {
            Cause ??= RawServerDisconnectCause.Closed;
            _connection.Abort(DisconnectCause.Disconnected);
        }
    }

    private bool HasOutput => !IsGone && _connection.Queued > 0;

    /// <summary>Decides what it waits for now, after anything happened to it.</summary>
    private void Consider()
    {
        if (_isBusy || _isQueued || HasOutput)
        {
            return;
        }

        if (HasFrame(out _, out _))
        {
            _isQueued = true;
            _server.Enqueue(this);
            if (!IsGone)
            {
                _connection.PauseReceiving();
            }
        }
        else if (IsGone)
        {
            TellEnd();
        }
        else if (Cause is null && _inputEnded)
        {
            _connection.CloseWhenSent(DisconnectCause.EndOfStream);
        }
        else if (Cause is null)
        {
            _connection.ResumeReceiving();
        }
    }

    /// <summary>Whether there is something to be handled; a line that is too long makes an end of the connection.</summary>
    private bool HasFrame(out int length, out int consumed)
    {
        length = consumed = Math.Min(_input.Count, LongestChunk);
        if (Cause is not null || length == 0)
        {
            return false;
        }

        if (_options.Framing == RawServerFraming.Chunk)
        {
            return true;
        }

        LineSearch search = _server.Lines.Find(_input.Span, ref _searched, out length, out consumed);
        if (search == LineSearch.Incomplete && _inputEnded)
        {
            // The last line needs no newline, and may be no longer than others.
            length = consumed = _input.Count;
            search = length <= _options.MaxLineLength ? LineSearch.Found : LineSearch.TooLong;
        }

        if (search == LineSearch.TooLong)
        {
            BeginClose(RawServerDisconnectCause.LineTooLong, null);
        }

        return search == LineSearch.Found;
    }

    private void TellEnd()
    {
        if (!_endTold)
        {
            _endTold = true;
            _input.Clear();
            Cause ??= _endCause;
            _server.TellEnd(Connection);
        }
    }

    private static RawServerDisconnectCause Of(DisconnectCause cause) => cause switch
    {
        DisconnectCause.EndOfStream => RawServerDisconnectCause.EndOfStream,
        DisconnectCause.Error => RawServerDisconnectCause.Error,
        DisconnectCause.ServerStopped => RawServerDisconnectCause.ServerStopped,
        DisconnectCause.DrainTimeout => RawServerDisconnectCause.DrainTimeout,
        DisconnectCause.IdleTimeout => RawServerDisconnectCause.IdleTimeout,
        _ => RawServerDisconnectCause.Closed,
    };

    private static EndPoint? NameOf(Client client) => client.RemoteEndPoint is UnixEndPoint { IsUnnamed: true } ? null : client.RemoteEndPoint;

    private static EndPoint? LocalNameOf(Client client)
    {
        Span<byte> name = stackalloc byte[SocketAddress.MaxLength];
        return Sys.GetSockName(client.Descriptor, name, out int length) < 0 ? null : SocketAddress.Read(name[..length]);
    }
}
