using RawSockets.Interop;

namespace RawSockets.Serving;

/// <content>What becomes of a connection</content>
public sealed partial class RawServer
{
    // How long a client that was closed by the handler has to close its side; closing first would reset the connection.
    private const int LingerTime = 2000;
    private const int MostDiscardedAtOnce = 16;
    private readonly Queue<RawServerConnection> _lingering = [];

    internal void Send(RawServerConnection connection, ReadOnlySpan<byte> data)
    {
        using var trace = CallTrace.To(IsOwner ? Trace : null);
        lock (_gate)
        {
            if (connection.Ended || connection.Cause is not null)
            {
                return;
            }

            if (!connection.Send(data, _options.MaxPending))
            {
                connection.BeginClose(RawServerDisconnectCause.TooMuchPending, new IOException(
                    $"{connection}: the client does not take what is sent to it, and more than {_options.MaxPending} bytes would have been queued."));
            }

            AdvanceFromOutside(connection);
        }
    }

    internal void Close(RawServerConnection connection, RawServerDisconnectCause cause, Exception? error)
    {
        using var trace = CallTrace.To(IsOwner ? Trace : null);
        lock (_gate)
        {
            if (!connection.Ended)
            {
                connection.BeginClose(cause, error);
                AdvanceFromOutside(connection);
            }
        }
    }

    private bool IsOwner => Environment.CurrentManagedThreadId == _owner;

    // While the loop's thread waits, it does not see that something became due or was told.
    private void AdvanceFromOutside(RawServerConnection connection)
    {
        Advance(connection);
        if (!IsOwner && !_disposed)
        {
            _wake.Set();
        }
    }

    private void Admit(RawSocket socket)
    {
        // Busy until the Connected event has been handled, so that a greeting comes before any answer.
        RawServerConnection connection = new(this, socket, ++TotalConnections) { Busy = true };
        _connections.Add(connection.Descriptor, connection);
        Tell(new RawServerEvent(RawServerEventKind.Connected, DateTimeOffset.Now, LocalEndPoint) { Connection = connection });
        using var epoll = _epoll.Use();
        int watched = Sys.EpollWatch(epoll.Number, connection.Descriptor, Sys.EpollIn);
        connection.Watched = Sys.EpollIn;
        if (watched < 0)
        {
            connection.BeginClose(RawServerDisconnectCause.Error, RawSocketException.FromResult("epoll_ctl", watched, connection.RemoteEndPoint));
            End(connection, RawServerDisconnectCause.Error);
        }
    }

    private void ServeReady(RawServerConnection connection)
    {
        connection.SendQueued();
        if (connection.Lingering)
        {
            Discard(connection);
        }
        else if (!connection.Busy && !connection.Queued && !connection.HasOutput && !connection.PeerEnded && connection.Cause is null)
        {
            connection.Receive(_buffer);
        }
        else if (!connection.HasOutput)
        {
            // It sends faster than it is handled; until it is its turn again, epoll(7) need not tell of it.
            Watch(connection, 0);
        }

        Advance(connection);
    }

    /// <summary>Decides what a connection waits for now, after anything happened to it.</summary>
    private void Advance(RawServerConnection connection)
    {
        if (connection.Ended || connection.Busy)
        {
            return;
        }

        if (connection.Socket.IsClosed)
        {
            End(connection, RawServerDisconnectCause.Closed);
        }
        else if (connection.HasOutput)
        {
            Watch(connection, Sys.EpollOut);
        }
        else if (!HasSomethingToHandle(connection))
        {
            WaitOrEnd(connection);
        }
    }

    private bool HasSomethingToHandle(RawServerConnection connection)
    {
        if (connection.Queued)
        {
            return connection.Cause is null;
        }

        if (!connection.HasFrame(_options.Framing, _lines, out _, out _) && !(_stopping && ReceiveRest(connection)))
        {
            return false;
        }

        connection.Queued = true;
        _ready.Enqueue(connection);
        return true;
    }

    // What had arrived when the server was stopped is handled too.
    private bool ReceiveRest(RawServerConnection connection)
    {
        while (connection.Cause is null && !connection.PeerEnded && connection.Receive(_buffer) > 0)
        {
            if (connection.HasFrame(_options.Framing, _lines, out _, out _))
            {
                return true;
            }
        }

        return connection.HasFrame(_options.Framing, _lines, out _, out _);
    }

    private void WaitOrEnd(RawServerConnection connection)
    {
        if (connection.Cause is not null)
        {
            Conclude(connection);
        }
        else if (connection.PeerEnded)
        {
            End(connection, connection.Broken ? RawServerDisconnectCause.Error : RawServerDisconnectCause.EndOfStream);
        }
        else if (_stopping)
        {
            End(connection, RawServerDisconnectCause.ServerStopped);
        }
        else
        {
            Watch(connection, Sys.EpollIn);
        }
    }

    /// <summary>
    /// All is sent. Closing with unread data would reset the connection, and the reset could destroy the last answers on their way,
    /// so the client is told the end, and what it still sends is discarded until it closes.
    /// </summary>
    private void Conclude(RawServerConnection connection)
    {
        if (connection.Lingering)
        {
            return;
        }

        bool tooMuch = connection.Cause == RawServerDisconnectCause.TooMuchPending;
        if (tooMuch || connection.PeerEnded || connection.Broken || Sys.Shutdown(connection.Descriptor, (int)ShutdownDirection.Send) < 0)
        {
            End(connection, connection.Cause!.Value);
            return;
        }

        connection.Lingering = true;
        connection.LingerUntil = Deadline.After(LingerTime);
        _lingering.Enqueue(connection);
        Watch(connection, Sys.EpollIn);
        bool sendsStill = Discard(connection);
        if (_disposing && !sendsStill)
        {
            End(connection, connection.Cause!.Value);
        }
    }

    /// <returns>Whether there was anything.</returns>
    private bool Discard(RawServerConnection connection)
    {
        long before = connection.BytesReceived;
        for (int i = 0; i < MostDiscardedAtOnce && connection.Receive(_buffer) > 0; i++)
        {
        }

        if (connection.PeerEnded)
        {
            End(connection, connection.Cause!.Value);
        }

        return connection.BytesReceived > before;
    }

    private void Watch(RawServerConnection connection, uint events)
    {
        if (connection.Watched != events)
        {
            using var epoll = _epoll.Use();
            Require("epoll_ctl", Sys.EpollChange(epoll.Number, connection.Descriptor, events));
            connection.Watched = events;
        }
    }

    private void End(RawServerConnection connection, RawServerDisconnectCause cause)
    {
        if (connection.Ended)
        {
            return;
        }

        using (var epoll = _epoll.Use())
        {
            _ = Sys.EpollForget(epoll.Number, connection.Descriptor);
        }

        _connections.Remove(connection.Descriptor);
        connection.End(cause);
        BytesReceived += connection.BytesReceived;
        BytesSent += connection.BytesSent;
        Tell(new RawServerEvent(RawServerEventKind.Disconnected, DateTimeOffset.Now, LocalEndPoint)
        {
            Connection = connection,
            BytesReceived = connection.BytesReceived,
            BytesSent = connection.BytesSent,
            Cause = connection.Cause,
            Error = connection.Error,
        });
        ResumeAccepting();
    }
}
