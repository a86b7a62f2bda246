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
    /// <param name="control">Ancillary data to go with each, sendmsg(2); null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many were sent; less than all only on a non-blocking socket.</returns>
    /// <exception cref="ArgumentException">The ancillary data is not for such a socket.</exception>
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
        DatagramControl? control = null,
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

        byte[] ancillary = control?.Encode(AddressFamily) ?? [];
        string call = ancillary.Length > 0 ? "sendmsg" : "sendto";
        using var lease = Use(call);
        Patience patience = ForSend(timeout, flags);
        int callFlags = (int)(flags | MessageFlags.NoSignal | MessageFlags.DontWait);
        bool isStream = !ReceiveFlags.HasMessages(Kind);
        int sent = 0;
        int pause = 0;
        while (sent < payloads.Count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = isStream || ancillary.Length > 0 || flags.HasFlag(MessageFlags.ZeroCopy) ? 1 : Math.Min(payloads.Count - sent, MaxBatch);
            int result = count == 1
                ? SendOne(lease.Number, payloads[sent], callFlags, name, ancillary)
                : Sys.SendMMsg(lease.Number, payloads, sent, count, name, callFlags);
            if (isStream && patience.Waits && (result == -Errno.Numbers.EINPROGRESS || (result >= 0 && result < payloads[sent].Length)))
            {
                // MSG_FASTOPEN took only a part along with the SYN, or nothing: the rest goes when the connection is there.
                int? left = timeout is null ? null : patience.Deadline.RemainingMilliseconds;
                Send(payloads[sent].AsSpan(Math.Max(result, 0)), flags & ~MessageFlags.FastOpen, left, cancellationToken);
                sent++;
            }
            else if (result >= 0)
            {
                sent += count == 1 ? 1 : result;
                pause = 0;
            }
            else if (result != -Errno.Numbers.EAGAIN || (!patience.Waits && sent == 0))
            {
                throw new RawSocketException(call, new Errno(-result), endPoint ?? RemoteEndPoint, SendDetail(result, payloads[sent])) { BytesTransferred = sent };
            }
            else if (!patience.Waits)
            {
                return sent;
            }
            else if (!WaitToSend(lease.Number, patience.Deadline, ref pause, cancellationToken))
            {
                throw patience.Expired(call, endPoint ?? RemoteEndPoint, sent);
            }
        }

        if (LocalEndPoint is null)
        {
            ReadLocalName(lease.Number);
        }

        return sent;
    }

    private static int SendOne(int descriptor, byte[] payload, int flags, ReadOnlySpan<byte> name, ReadOnlySpan<byte> control)
    {
        using OwnPages? pages = ((MessageFlags)flags).HasFlag(MessageFlags.ZeroCopy) ? new OwnPages(payload) : null;
        ReadOnlySpan<byte> data = pages is null ? payload : pages.Bytes;
        return control.IsEmpty ? Sys.SendTo(descriptor, data, flags, name) : Sys.SendMsg(descriptor, data, name, control, flags);
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
    /// The socket is a stream: recvmsg,EOPNOTSUPP; the kernel refused, or an error came back for a datagram sent earlier: recvmsg,ECONNREFUSED; or nothing came in time:
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
        RequireMessages();
        ReceiveFlags.Require("recvmsg", flags, Kind);
        EnableDatagramInfo();
        using var lease = Use("recvmsg");
        Patience patience = ForReceive(timeout, flags);

        // MSG_TRUNC makes the kernel say how long a cut datagram was.
        MessageFlags always = MessageFlags.DontWait | MessageFlags.Truncated;
        if (AddressFamily == AddressFamily.Unix)
        {
            // Only Unix sockets bring descriptors, and packet sockets refuse the flag.
            always |= MessageFlags.ControlCloseOnExec;
        }

        int callFlags = (int)(flags | always);

        // A look sees the first one, however often it is made in one call; and the end of a connection is an empty message, as often as one asks.
        int count = flags.HasFlag(MessageFlags.Peek) || SocketType == SocketType.SeqPacket ? 1 : Math.Min(maxCount, MaxBatch);
        while (true)
        {
            if (patience.Waits && WaitFor(lease.Number, PollEvents.Read, patience.Deadline, "recvmsg", cancellationToken) == PollEvents.None)
            {
                throw patience.Expired("recvmsg", LocalEndPoint);
            }

            List<Datagram> datagrams = [];
            int result = count == 1
                ? ReceiveOne(lease.Number, size, callFlags, encoding, datagrams)
                : ReceiveSeveral(lease.Number, count, size, callFlags, encoding, datagrams);
            if (result >= 0)
            {
                return datagrams;
            }

            if (result != -Errno.Numbers.EAGAIN || !patience.Waits)
            {
                throw RawSocketException.FromResult("recvmsg", result, RemoteEndPoint ?? LocalEndPoint);
            }
        }
    }

    /// <exception cref="RawSocketException">The socket is a stream.</exception>
    private void RequireMessages()
    {
        if (!ReceiveFlags.HasMessages(Kind))
        {
            throw new RawSocketException(
                "recvmsg", new Errno(Errno.Numbers.EOPNOTSUPP), null, "a stream has no datagrams; recv(2) receives from it (Receive-RawData)");
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
            ReceivedLength length = new(result, received.Flags.HasFlag(MessageFlags.Truncated));
            datagrams.Add(DatagramReader.Read(data.AsSpan(0, Math.Min(result, size)), length, name[..received.NameLength], ancillary, encoding));
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
            ReceivedLength length = new(slots.Length(i), slots.Flags(i).HasFlag(MessageFlags.Truncated));
            datagrams.Add(DatagramReader.Read(slots.Data(i), length, slots.Name(i), slots.Control(i), encoding));
        }

        return result;
    }

    private static string? SendDetail(int result, byte[] payload) =>
        result == -Errno.Numbers.EMSGSIZE ? $"the datagram has {payload.Length} bytes; nothing of it was sent" : null;
}
