using RawSockets.Interop;

namespace RawSockets.Serving;

/// <content>What the server does with it, under the server's lock</content>
public sealed partial class RawServerConnection
{
    private readonly ByteQueue _input = new();
    private readonly ByteQueue _output = new();
    private int _searched;

    internal int Descriptor => Socket.Descriptor;

    /// <summary>What epoll(7) watches it for.</summary>
    internal uint Watched { get; set; }

    /// <summary>It was handed out, and the handler is not done yet.</summary>
    internal bool Busy { get; set; }

    /// <summary>It waits in the queue of those that have something to be handled.</summary>
    internal bool Queued { get; set; }

    /// <summary>All was sent and the sending half is shut down; only the client's end is waited for.</summary>
    internal bool Lingering { get; set; }

    internal Deadline LingerUntil { get; set; } = Deadline.None;

    internal bool Ended { get; private set; }

    /// <summary>Nothing more comes from the client.</summary>
    internal bool PeerEnded { get; private set; }

    /// <summary>It failed: nothing more can be sent. What was received before is handled all the same.</summary>
    internal bool Broken { get; private set; }

    internal bool HasOutput => _output.Count > 0;

    internal bool HasInput => _input.Count > 0;

    /// <summary>Receives once.</summary>
    /// <returns>The bytes received; 0 when nothing was there, or nothing more will come.</returns>
    internal int Receive(Span<byte> shared)
    {
        int result = Sys.Recv(Descriptor, shared, (int)MessageFlags.DontWait);
        if (result > 0)
        {
            BytesReceived += result;
            if (Cause is null)
            {
                _input.Append(shared[..result]);
            }

            return result;
        }

        if (result != -Errno.Numbers.EAGAIN)
        {
            PeerEnded = true;
            if (result < 0)
            {
                Break("recv", result);
            }
        }

        return 0;
    }

    /// <summary>Sends what the kernel takes of what is queued and then of the data; the rest is queued.</summary>
    /// <returns>Whether the queue is within its limit.</returns>
    internal bool Send(ReadOnlySpan<byte> data, int maxPending)
    {
        SendQueued();
        if (!HasOutput && !Broken)
        {
            data = data[SendSome(data)..];
        }

        if (Broken || data.IsEmpty)
        {
            return true;
        }

        if ((long)_output.Count + data.Length > maxPending)
        {
            return false;
        }

        _output.Append(data);
        return true;
    }

    internal void SendQueued()
    {
        if (HasOutput)
        {
            _output.Drop(SendSome(_output.Span));
            if (Broken)
            {
                _output.Clear();
            }
        }
    }

    /// <summary>Takes what the handler gets next.</summary>
    /// <returns>Null when it is not there yet.</returns>
    internal byte[]? TakeFrame(RawServerFraming framing, LineFramer lines)
    {
        if (!HasFrame(framing, lines, out int length, out int consumed))
        {
            return null;
        }

        byte[] frame = _input.Span[..length].ToArray();
        _input.Drop(consumed);
        return frame;
    }

    /// <summary>Whether the handler has something to do; a line that is too long makes an end of the connection.</summary>
    internal bool HasFrame(RawServerFraming framing, LineFramer lines, out int length, out int consumed)
    {
        length = consumed = _input.Count;
        if (Cause is not null || length == 0)
        {
            return false;
        }

        if (framing == RawServerFraming.Chunk)
        {
            return true;
        }

        LineSearch search = lines.Find(_input.Span, ref _searched, out int found, out int foundConsumed);
        if (search == LineSearch.Incomplete && PeerEnded)
        {
            // The last line needs no newline.
            return true;
        }

        (length, consumed) = (found, foundConsumed);
        if (search == LineSearch.TooLong)
        {
            BeginClose(RawServerDisconnectCause.LineTooLong, null);
        }

        return search == LineSearch.Found;
    }

    /// <summary>The first cause is the one that counts. What was received and not yet handled is dropped.</summary>
    internal void BeginClose(RawServerDisconnectCause cause, Exception? error)
    {
        if (Cause is null)
        {
            Cause = cause;
            Error ??= error;
        }

        _input.Clear();
        if (cause == RawServerDisconnectCause.TooMuchPending)
        {
            _output.Clear();
        }
    }

    internal void End(RawServerDisconnectCause cause)
    {
        Cause ??= cause;
        Ended = true;
        _input.Clear();
        _output.Clear();
        Socket.Handle.DangerousRelease();
        Socket.Close();
    }

    private int SendSome(ReadOnlySpan<byte> data)
    {
        int sent = 0;
        while (sent < data.Length)
        {
            int result = Sys.Send(Descriptor, data[sent..], (int)(MessageFlags.DontWait | MessageFlags.NoSignal));
            if (result < 0)
            {
                if (result != -Errno.Numbers.EAGAIN)
                {
                    Break("send", result);
                }

                break;
            }

            sent += result;
        }

        BytesSent += sent;
        return sent;
    }

    private void Break(string systemCall, int result)
    {
        Broken = true;
        Error ??= RawSocketException.FromResult(systemCall, result, RemoteEndPoint);
    }
}
