using System.Net;
using RawSockets.Interop;

namespace RawSockets.Engine;

/// <summary>A datagram socket of a server: it is received from and answered in batches, recvmmsg(2) and sendmmsg(2).</summary>
internal sealed class DatagramPort(RawSocket socket, EngineContext context)
{
    private const int Batch = 64;
    private const int BatchesPerTurn = 4;
    private readonly DatagramBatch _batch = new(Batch);
    private readonly bool _isUnix = socket.AddressFamily == AddressFamily.Unix;
    private SafeDescriptor.Hold? _hold;
    private long _received;
    private long _sent;

    internal int Descriptor { get; } = socket.Descriptor;

    internal EndPoint? LocalEndPoint { get; } = socket.LocalEndPoint;

    /// <summary>The poller's own note of what it watches the socket for.</summary>
    internal uint Watched { get; set; }

    /// <summary>Answers that the kernel would not take yet; until it has, nothing more is received.</summary>
    internal bool HasPending => _batch.AnswersLeft > 0;

    /// <summary>Answers what is there, a bounded amount.</summary>
    internal void Serve()
    {
        for (int i = 0; i < BatchesPerTurn; i++)
        {
            if (HasPending && !SendAnswers())
            {
                return;
            }

            int count = Receive();
            if (count <= 0)
            {
                return;
            }

            Answer(count);
            if (!SendAnswers() || count < Batch)
            {
                return;
            }
        }
    }

    /// <summary>Answers what had arrived when the server was stopped, as far as the kernel takes it, and closes.</summary>
    internal void Finish()
    {
        Serve();
        Close();
    }

    /// <summary>Keeps the descriptor's number from being used again, whoever closes the socket meanwhile.</summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal void Hold() => _hold = socket.Handle.Keep();

    internal void Close()
    {
        socket.Close();
        _hold?.Dispose();
    }

    internal long TakeReceived() => Interlocked.Exchange(ref _received, 0);

    internal long TakeSent() => Interlocked.Exchange(ref _sent, 0);

    // An error that one peer left behind, such as ECONNREFUSED of an earlier answer, is taken by the call that reports it.
    private int Receive()
    {
        int count = Sys.RecvMMsg(Descriptor, _batch);
        return count < 0 && count != -Errno.Numbers.EAGAIN ? Sys.RecvMMsg(Descriptor, _batch) : count;
    }

    private void Answer(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int length = _batch.Length(i);
            _received += length;
            if (!context.Gate.Allows(PeerAddress.Read(_batch.Name(i))))
            {
                continue;
            }

            Trace(i, received: true, length);
            int answer = context.Service.Answer(_batch.Room(i), length);
            if (answer >= 0)
            {
                Trace(i, received: false, answer);
                _batch.AddAnswer(i, answer);
            }
        }
    }

    /// <returns>
    /// Whether all of them are gone. One that its peer's address makes impossible is dropped, as a network would drop it; so is one to a
    /// Unix socket whose queue is full, since poll(2) calls ours writable all the same, and everybody else would wait for that one.
    /// </returns>
    private bool SendAnswers()
    {
        while (HasPending)
        {
            int count = Sys.SendMMsg(Descriptor, _batch);
            if (count == -Errno.Numbers.ENOBUFS || (count == -Errno.Numbers.EAGAIN && !_isUnix))
            {
                return false;
            }

            _sent += _batch.Taken(Math.Max(count, 0));
            if (count <= 0)
            {
                context.CountDropped();
                _batch.DropAnswer();
            }
        }

        return true;
    }

    private void Trace(int slot, bool received, int length)
    {
        if (context.Traces && context.Observer.WantsData)
        {
            context.Observer.Moved(LocalEndPoint, SocketAddress.Read(_batch.Name(slot)), received, _batch.Room(slot)[..length]);
        }
    }
}
