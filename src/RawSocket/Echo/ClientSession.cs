using System.Net;
using RawSockets.Interop;

namespace RawSockets.Echo;

/// <summary>One client of the event loop. It has a buffer only while its peer takes its echo slower than it sends.</summary>
internal sealed class ClientSession(int descriptor, EndPoint? remoteEndPoint)
{
    private byte[]? _pending;
    private int _pendingStart;
    private int _pendingEnd;

    internal int Descriptor { get; } = descriptor;

    internal EndPoint? RemoteEndPoint { get; } = remoteEndPoint;

    internal long BytesReceived { get; private set; }

    internal long BytesSent { get; private set; }

    /// <summary>The call that was made last, for when it failed.</summary>
    internal string LastCall { get; private set; } = "recv";

    /// <summary>The client sends no more; the session ends when its echo is sent.</summary>
    internal bool PeerEnded { get; private set; }

    /// <summary>Echo that the peer has not taken yet; until it has, nothing more is received from it.</summary>
    internal bool HasPending => _pendingStart < _pendingEnd;

    /// <summary>Receives once and echoes it.</summary>
    /// <returns>The bytes received; 0 at the end of the stream; or the negated error number.</returns>
    internal int ReceiveAndEcho(Span<byte> shared)
    {
        LastCall = "recv";
        int received = Sys.Recv(Descriptor, shared, (int)MessageFlags.DontWait);
        if (received <= 0)
        {
            PeerEnded = received == 0;
            return received;
        }

        BytesReceived += received;
        int sent = Send(shared[..received]);
        if (sent < 0)
        {
            return sent;
        }

        if (sent < received)
        {
            _pending = shared[sent..received].ToArray();
            _pendingStart = 0;
            _pendingEnd = _pending.Length;
        }

        return received;
    }

    /// <summary>Sends what the peer would not take before.</summary>
    /// <returns>0 or more, or the negated error number.</returns>
    internal int SendPending()
    {
        int sent = Send(_pending.AsSpan(_pendingStart, _pendingEnd - _pendingStart));
        if (sent > 0)
        {
            _pendingStart += sent;
            if (!HasPending)
            {
                _pending = null;
            }
        }

        return sent;
    }

    private int Send(ReadOnlySpan<byte> data)
    {
        LastCall = "send";
        int sent = 0;
        while (sent < data.Length)
        {
            int result = Sys.Send(Descriptor, data[sent..], (int)(MessageFlags.DontWait | MessageFlags.NoSignal));
            if (result < 0)
            {
                BytesSent += sent;
                return result == -Errno.Numbers.EAGAIN ? sent : result;
            }

            sent += result;
        }

        BytesSent += sent;
        return sent;
    }
}
