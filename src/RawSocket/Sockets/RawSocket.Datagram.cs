using System.Net;
using System.Text;
using RawSockets.Interop;

namespace RawSockets;

/// <content>sendto(2), sendmmsg(2), recvmsg(2) and recvmmsg(2)</content>
public sealed partial class RawSocket
{
    /// <summary>The most that one UDP datagram carries, and so the usual room for one.</summary>
    public const int MaxDatagram = 65_535;

    private const int MaxBatch = 64;
    private const int LongestSendPause = 20;
    private bool _datagramInfo;

    /// <summary>
    /// Asks the kernel to tell of each datagram where it was sent to, by which interface it came and when, ip(7) and socket(7).
    /// Datagrams that arrived before are told of less. Done by the first receive if not earlier.
    /// </summary>
    public void EnableDatagramInfo()
    {
        if (_datagramInfo || SocketType != SocketType.Dgram)
        {
            return;
        }

        _datagramInfo = true;
        string[] names = AddressFamily switch
        {
            AddressFamily.Inet => ["SO_TIMESTAMPNS", "IP_PKTINFO"],
            AddressFamily.Inet6 => ["SO_TIMESTAMPNS", "IPV6_RECVPKTINFO"],
            AddressFamily.Unix or AddressFamily.Packet => ["SO_TIMESTAMPNS"],
            _ => [],
        };
        foreach (string name in names)
        {
            SetOption(SocketOption.Find(name)!, true);
        }
    }

    /// <summary>Sends datagrams, sendto(2), or sendmmsg(2) for several.</summary>
    /// <param name="payloads">The datagrams; one of length zero is sent too.</param>
    /// <param name="endPoint">Where they go; null for the connected peer.</param>
    /// <param name="flags">Flags of sendto(2).</param>
    /// <param name="timeout">How long the whole may take, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were sent; less than all only on a non-blocking socket.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused: sendto,EMSGSIZE (nothing of that datagram is sent), sendto,EACCES to a broadcast address, sendto,EDESTADDRREQ,
    /// sendto,ECONNREFUSED; or it took too long: sendto,ETIMEDOUT. BytesTransferred counts the datagrams sent before.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int SendDatagrams(
        IReadOnlyList<byte[]> payloads,
        EndPoint? endPoint,
        MessageFlags flags = MessageFlags.None,
        int? timeout = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(payloads);
        Span<byte> address = stackalloc byte[SocketAddress.MaxLength];
        int nameLength = 0;
        if (endPoint is not null)
        {
            RequireFamily("sendto", endPoint);
            nameLength = SocketAddress.Write(endPoint, address);
        }

        ReadOnlySpan<byte> name = address[..nameLength];

        using var lease = Use("sendto");
        int limit = timeout ?? -1;
        Deadline deadline = Deadline.After(limit);
        int callFlags = (int)(flags | MessageFlags.NoSignal | MessageFlags.DontWait);
        int sent = 0;
        int pause = 0;
        while (sent < payloads.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(payloads.Count - sent, MaxBatch);
            int result = count == 1
                ? Sys.SendTo(lease.Number, payloads[sent], callFlags, name)
                : Sys.SendMMsg(lease.Number, payloads, sent, count, name, callFlags);
            if (result >= 0)
            {
                sent += count == 1 ? 1 : result;
                pause = 0;
            }
            else if (result != -Errno.Numbers.EAGAIN || (NonBlocking && timeout is null && sent == 0))
            {
                throw new RawSocketException("sendto", new Errno(-result), endPoint ?? RemoteEndPoint, SendDetail(result, payloads[sent])) { BytesTransferred = sent };
            }
            else if (NonBlocking && timeout is null)
            {
                return sent;
            }
            else if (!WaitToSend(lease.Number, deadline, ref pause, cancellationToken))
            {
                throw RawSocketException.TimedOut("sendto", limit, endPoint ?? RemoteEndPoint, sent);
            }
        }

        if (LocalEndPoint is null)
        {
            ReadLocalName(lease.Number);
        }

        return sent;
    }

    /// <summary>
    /// Waits until it is worth sending again. poll(2) calls an unconnected Unix datagram socket writable whatever its receiver's queue has
    /// room for, so a send that is refused again is made again after a pause, which grows.
    /// </summary>
    /// <returns>Whether there is time left.</returns>
    private bool WaitToSend(int descriptor, Deadline deadline, ref int pause, CancellationToken cancellationToken)
    {
        if (pause == 0)
        {
            pause = 1;
            return WaitFor(descriptor, PollEvents.Write, deadline, "sendto", cancellationToken) != PollEvents.None;
        }

        Deadline end = Deadline.After(pause);
        pause = Math.Min(pause * 2, LongestSendPause);
        WaitFor(descriptor, PollEvents.None, end.IsEarlierThan(deadline) ? end : deadline, "sendto", cancellationToken);
        return !deadline.HasPassed;
    }

    /// <summary>Receives datagrams, recvmsg(2), or recvmmsg(2) for several; waits for the first and takes what is there with it.</summary>
    /// <param name="maxCount">How many at the most.</param>
    /// <param name="size">Room for each, in bytes; a longer one is cut, and says so.</param>
    /// <param name="encoding">How <see cref="Datagram.Text"/> reads the bytes.</param>
    /// <param name="flags">Flags of recvmsg(2), such as Peek.</param>
    /// <param name="timeout">How long to wait for the first, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At least one datagram.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused, or an error came back for a datagram sent earlier: recvmsg,ECONNREFUSED; or nothing came in time:
    /// recvmsg,ETIMEDOUT.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<Datagram> ReceiveDatagrams(
        int maxCount,
        int size,
        Encoding encoding,
        MessageFlags flags = MessageFlags.None,
        int? timeout = null,
        CancellationToken cancellationToken = default)
    {
        EnableDatagramInfo();
        using var lease = Use("recvmsg");
        int limit = timeout ?? -1;
        Deadline deadline = Deadline.After(limit);

        // MSG_TRUNC makes the kernel say how long a cut datagram was.
        MessageFlags always = MessageFlags.DontWait | MessageFlags.Truncated;
        if (AddressFamily == AddressFamily.Unix)
        {
            // Only Unix sockets bring descriptors, and packet sockets refuse the flag.
            always |= MessageFlags.ControlCloseOnExec;
        }

        int callFlags = (int)(flags | always);
        bool wait = !NonBlocking || timeout is not null;
        while (true)
        {
            if (wait && WaitFor(lease.Number, PollEvents.Read, deadline, "recvmsg", cancellationToken) is var ready)
            {
                if (ready == PollEvents.None)
                {
                    throw RawSocketException.TimedOut("recvmsg", limit, LocalEndPoint);
                }

                if (ready.HasFlag(PollEvents.Error))
                {
                    ThrowQueuedError(lease.Number);
                }
            }

            List<Datagram> datagrams = [];
            int result = Math.Min(maxCount, MaxBatch) == 1
                ? ReceiveOne(lease.Number, size, callFlags, encoding, datagrams)
                : ReceiveSeveral(lease.Number, Math.Min(maxCount, MaxBatch), size, callFlags, encoding, datagrams);
            if (result >= 0)
            {
                return datagrams;
            }

            if (result != -Errno.Numbers.EAGAIN || !wait)
            {
                throw RawSocketException.FromResult("recvmsg", result, RemoteEndPoint ?? LocalEndPoint);
            }
        }
    }

    private static int ReceiveOne(int descriptor, int size, int flags, Encoding encoding, List<Datagram> datagrams)
    {
        byte[] data = GC.AllocateUninitializedArray<byte>(size);
        Span<byte> name = stackalloc byte[SocketAddress.MaxLength];
        Span<byte> control = stackalloc byte[MessageSlots.ControlRoom];
        int result = Sys.RecvMsg(descriptor, data, name, control, flags, out ReceivedMessage received);
        if (result >= 0)
        {
            ReadOnlySpan<byte> ancillary = control[..received.ControlLength];
            PassedDescriptors.CloseAll(ancillary);
            datagrams.Add(DatagramReader.Read(data.AsSpan(0, Math.Min(result, size)), result, name[..received.NameLength], ancillary, encoding));
        }

        return result;
    }

    private static int ReceiveSeveral(int descriptor, int count, int size, int flags, Encoding encoding, List<Datagram> datagrams)
    {
        MessageSlots slots = new(count, size);
        int result = Sys.RecvMMsg(descriptor, slots, count, flags);
        for (int i = 0; i < result; i++)
        {
            PassedDescriptors.CloseAll(slots.Control(i));
            datagrams.Add(DatagramReader.Read(slots.Data(i), slots.Length(i), slots.Name(i), slots.Control(i), encoding));
        }

        return result;
    }

    /// <summary>Reports the oldest entry of the error queue, ip(7) IP_RECVERR; without one the next receive reports the error.</summary>
    private static void ThrowQueuedError(int descriptor)
    {
        Span<byte> data = stackalloc byte[64];
        Span<byte> name = stackalloc byte[SocketAddress.MaxLength];
        Span<byte> control = stackalloc byte[MessageSlots.ControlRoom];
        int flags = (int)(MessageFlags.ErrorQueue | MessageFlags.DontWait);
        if (Sys.RecvMsg(descriptor, data, name, control, flags, out ReceivedMessage received) >= 0
            && ExtendedError.Read(control[..received.ControlLength]) is { } error)
        {
            throw new RawSocketException("recvmsg", error.Errno, SocketAddress.Read(name[..received.NameLength]), error.Describe());
        }
    }

    private static string? SendDetail(int result, byte[] payload) =>
        result == -Errno.Numbers.EMSGSIZE ? $"the datagram has {payload.Length} bytes; nothing of it was sent" : null;
}
