using RawSockets.Interop;

namespace RawSockets;

/// <summary>Takes what an exchange received; the bytes are gone when it returns.</summary>
/// <param name="data">The bytes.</param>
public delegate void ReceivedBytes(ReadOnlySpan<byte> data);

/// <summary>
/// Moves bytes through a connected stream in both directions at once, on the caller's thread: while the peer does not take what
/// is to be sent, what it sends is received, so that two sides that both wait for the other can't lock each other up.
/// </summary>
public sealed class StreamExchange
{
    private const int BufferSize = 256 * 1024;

    private readonly RawSocket _socket;
    private readonly ReceivedBytes _sink;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private byte[] _outgoing = new byte[BufferSize];
    private int _start;
    private int _end;

    /// <summary>Sets up an exchange on a connected stream socket.</summary>
    /// <param name="socket">The socket; it stays the caller's.</param>
    /// <param name="received">Gets what is received, on the thread that calls.</param>
    public StreamExchange(RawSocket socket, ReceivedBytes received)
    {
        _socket = socket;
        _sink = received;
    }

    /// <summary>Bytes that are still to be sent.</summary>
    public int Pending => _end - _start;

    /// <summary>Bytes sent so far.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Bytes received so far.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>Whether the peer ended its half of the stream.</summary>
    public bool PeerEnded { get; private set; }

    /// <summary>Room for at least <paramref name="size"/> more bytes to be sent; follow it with <see cref="Commit"/>.</summary>
    /// <param name="size">How many bytes, at the least.</param>
    /// <returns>The room.</returns>
    public Span<byte> Reserve(int size)
    {
        if (_outgoing.Length - _end < size)
        {
            byte[] target = Pending + size <= _outgoing.Length ? _outgoing : new byte[Math.Max(2 * _outgoing.Length, Pending + size)];
            _outgoing.AsSpan(_start, Pending).CopyTo(target);
            _end -= _start;
            _start = 0;
            _outgoing = target;
        }

        return _outgoing.AsSpan(_end);
    }

    /// <summary>Adds the first <paramref name="size"/> bytes of the room reserved last to what is to be sent.</summary>
    /// <param name="size">How many bytes.</param>
    public void Commit(int size) => _end += size;

    /// <summary>Moves what can be moved now, without waiting.</summary>
    /// <param name="receive">Whether to receive too; a caller that sends many small pieces need not look after each.</param>
    /// <exception cref="RawSocketException">The connection failed: send,EPIPE, send,ECONNRESET, recv,ECONNRESET.</exception>
    public void Move(bool receive)
    {
        using var lease = _socket.Use("send");
        SendSome(lease.Number);
        if (receive)
        {
            ReceiveSome(lease.Number);
        }
    }

    /// <summary>Waits until something can be moved in either direction, or <paramref name="input"/> is readable, and moves it.</summary>
    /// <param name="timeout">How long to wait, in milliseconds; -1 without limit.</param>
    /// <param name="input">Another descriptor to wait for, or -1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether <paramref name="input"/> is readable.</returns>
    /// <exception cref="RawSocketException">The connection failed: send,EPIPE, send,ECONNRESET, recv,ECONNRESET.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public bool WaitAndMove(int timeout, int input, CancellationToken cancellationToken)
    {
        using var lease = _socket.Use("poll");
        if (!PeerEnded && _socket.KeptCount > 0)
        {
            // It is there already, in front of what the kernel has.
            timeout = 0;
        }

        Span<PollDescriptor> entries = stackalloc PollDescriptor[3];
        PollEvents wanted = (Pending > 0 ? PollEvents.Write : PollEvents.None) | (PeerEnded ? PollEvents.None : PollEvents.Read);

        // A negative descriptor is ignored by poll(2), so an ended peer can't make the wait spin.
        entries[0] = new PollDescriptor { Descriptor = wanted == PollEvents.None ? -1 : lease.Number, Events = wanted };
        entries[1] = new PollDescriptor { Descriptor = input, Events = PollEvents.Read };
        _socket.WaitForAny(entries, 2, Deadline.After(timeout), cancellationToken);
        if (entries[0].Returned.HasFlag(PollEvents.Error) && (entries[0].Returned & wanted) == 0 && _socket.EmptyErrorQueue(lease.Number, "recv"))
        {
            return entries[1].Returned != PollEvents.None;
        }

        if (entries[0].Returned != PollEvents.None || _socket.KeptCount > 0)
        {
            SendSome(lease.Number);
            ReceiveSome(lease.Number);
        }

        return entries[1].Returned != PollEvents.None;
    }

    private void SendSome(int descriptor)
    {
        while (Pending > 0)
        {
            int result = Sys.Send(descriptor, _outgoing.AsSpan(_start, Pending), (int)(MessageFlags.DontWait | MessageFlags.NoSignal));
            if (result == -Errno.Numbers.EAGAIN)
            {
                return;
            }

            if (result < 0)
            {
                // What the peer said before it went is still there, and may be why it went.
                ReceiveRest(descriptor);
            }

            Require("send", result);
            BytesSent += result;
            _start += result;
        }

        _start = _end = 0;
    }

    private void ReceiveSome(int descriptor)
    {
        if (PeerEnded)
        {
            return;
        }

        int result = _socket.TakeKept(_buffer, peek: false);
        if (result == 0)
        {
            result = Sys.Recv(descriptor, _buffer, (int)MessageFlags.DontWait);
        }

        if (result == -Errno.Numbers.EAGAIN)
        {
            return;
        }

        Require("recv", result);
        PeerEnded = result == 0;
        BytesReceived += result;
        _sink(_buffer.AsSpan(0, result));
    }

    private void ReceiveRest(int descriptor)
    {
        long before;
        do
        {
            before = BytesReceived;
            int result = PeerEnded ? 0 : _socket.TakeKept(_buffer, peek: false);
            result = result == 0 && !PeerEnded ? Sys.Recv(descriptor, _buffer, (int)MessageFlags.DontWait) : result;
            if (result > 0)
            {
                BytesReceived += result;
                _sink(_buffer.AsSpan(0, result));
            }
        }
        while (BytesReceived > before);
    }

    private void Require(string systemCall, int result)
    {
        if (result < 0)
        {
            throw new RawSocketException(
                systemCall,
                new Errno(-result),
                _socket.RemoteEndPoint,
                $"{BytesSent} bytes had been sent and {BytesReceived} received") { BytesTransferred = BytesReceived };
        }
    }
}
