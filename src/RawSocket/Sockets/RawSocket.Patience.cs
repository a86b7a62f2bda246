using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets;

/// <content>
/// Options that act inside a blocking call. The kernel knows nothing of the waits of this library, which polls, so what SO_RCVTIMEO, SO_SNDTIMEO
/// and SO_RCVLOWAT say is remembered here.
/// </content>
public sealed partial class RawSocket
{
    private const int ReceiveTimeout = 20;
    private const int SendTimeout = 21;
    private const int ReceiveTimeoutNew = 66;
    private const int SendTimeoutNew = 67;
    private const int LowWater = 18;

    private int _receiveTimeout = -1;
    private int _sendTimeout = -1;
    private int _lowWater = 1;

    // One that was opened elsewhere may have been set up there; it is asked when it first matters.
    private bool _mustAskWaits;

    /// <summary>How a receive or accept waits.</summary>
    /// <param name="timeout">What the caller named, which counts before the option.</param>
    /// <param name="flags">MSG_DONTWAIT waits in no case.</param>
    private Patience ForReceive(int? timeout, MessageFlags flags = MessageFlags.None) => For(timeout, flags, isReceive: true);

    /// <summary>How a send or connect waits.</summary>
    /// <inheritdoc cref="ForReceive"/>
    private Patience ForSend(int? timeout, MessageFlags flags = MessageFlags.None) => For(timeout, flags, isReceive: false);

    private Patience For(int? timeout, MessageFlags flags, bool isReceive)
    {
        bool waits = !flags.HasFlag(MessageFlags.DontWait) && (!NonBlocking || timeout is not null);
        if (timeout is { } limit)
        {
            return new Patience(waits, limit, null, Deadline.After(limit));
        }

        if (waits && _mustAskWaits)
        {
            AskWaits();
        }

        int option = isReceive ? _receiveTimeout : _sendTimeout;
        return new Patience(waits, option, option < 0 ? null : isReceive ? "SO_RCVTIMEO" : "SO_SNDTIMEO", Deadline.After(option));
    }

    /// <summary>How many bytes a receive from this stream waits for, socket(7); 1 where it was never said.</summary>
    private int LowWaterFor(int room)
    {
        if (_mustAskWaits)
        {
            AskWaits();
        }

        return Math.Min(_lowWater, room);
    }

    private void AskWaits()
    {
        using var lease = Use("getsockopt");
        Span<byte> value = stackalloc byte[2 * sizeof(long)];
        foreach (int number in (ReadOnlySpan<int>)[ReceiveTimeout, SendTimeout, LowWater])
        {
            int length = Sys.GetSockOpt(lease.Number, SocketOption.Levels.Socket, number, value);
            if (length > 0)
            {
                LearnWait(SocketOption.Levels.Socket, number, value[..length]);
            }
        }

        _mustAskWaits = false;
    }

    private void LearnWait(int level, int number, ReadOnlySpan<byte> value)
    {
        switch (level, number)
        {
            case (SocketOption.Levels.Socket, ReceiveTimeout or ReceiveTimeoutNew) when value.Length >= 2 * sizeof(long):
                _receiveTimeout = Milliseconds(value);
                break;
            case (SocketOption.Levels.Socket, SendTimeout or SendTimeoutNew) when value.Length >= 2 * sizeof(long):
                _sendTimeout = Milliseconds(value);
                break;
            case (SocketOption.Levels.Socket, LowWater) when value.Length >= sizeof(int):
                // As sock_setsockopt has it: a negative one is the greatest, and zero is one.
                int given = MemoryMarshal.Read<int>(value);
                _lowWater = given < 0 ? int.MaxValue : Math.Max(given, 1);
                break;
            default:
                break;
        }
    }

    /// <summary>A connection has what its listener was given, socket(7).</summary>
    private void InheritWaits(RawSocket listener)
    {
        _receiveTimeout = listener._receiveTimeout;
        _sendTimeout = listener._sendTimeout;
        _lowWater = listener._lowWater;
        _mustAskWaits = listener._mustAskWaits;
    }

    // struct timeval; zero is no limit.
    private static int Milliseconds(ReadOnlySpan<byte> value)
    {
        Int128 microseconds = ((Int128)MemoryMarshal.Read<long>(value) * 1_000_000) + MemoryMarshal.Read<long>(value[sizeof(long)..]);
        return microseconds <= 0 ? -1 : (int)Int128.Min((microseconds + 999) / 1000, int.MaxValue);
    }
}
