using RawSockets.Interop;

namespace RawSockets;

/// <content>Receives from a stream that wait for more than one byte: SO_RCVLOWAT, and MSG_PEEK with MSG_WAITALL</content>
public sealed partial class RawSocket
{
    private const int LongestReceivePause = 20;

    /// <summary>
    /// Waits until so many bytes are there, or the stream has ended. poll(2) minds the low-water mark of TCP alone; elsewhere, while there is
    /// something but too little, it is looked at again after a pause that grows.
    /// </summary>
    private int ReceiveAtLeast(int wanted, int descriptor, Span<byte> buffer, int flags, Patience patience, CancellationToken cancellationToken)
    {
        bool pollMinds = Kind is { Family: AddressFamily.Inet or AddressFamily.Inet6, Protocol: ProtocolType.Tcp } && wanted == _lowWater;
        int pause = 1;
        while (true)
        {
            int unread = Sys.Unread(descriptor);
            if (!IsWorthTrying(unread, wanted))
            {
                PollEvents ready = unread == 0 || pollMinds
                    ? WaitFor(descriptor, PollEvents.Read | PollEvents.ReadHangUp, patience.Deadline, "recv", cancellationToken)
                    : WaitFor(descriptor, PollEvents.ReadHangUp, Pause(ref pause, patience.Deadline), "recv", cancellationToken);
                bool isOver = (ready & ~PollEvents.Read) != 0;
                unread = isOver || (pollMinds && ready != PollEvents.None) ? wanted : unread == 0 && ready != PollEvents.None ? Sys.Unread(descriptor) : unread;
            }

            bool isLate = patience.Deadline.HasPassed;
            if (isLate || unread == 0 || IsWorthTrying(unread, wanted))
            {
                // As the kernel: when the time is up, what there is counts, and only where there is nothing is it an error.
                int result = Sys.Recv(descriptor, buffer, flags);
                if (result >= 0)
                {
                    return result;
                }

                if (result != -Errno.Numbers.EAGAIN || isLate)
                {
                    throw result == -Errno.Numbers.EAGAIN ? patience.Expired("recv", RemoteEndPoint) : RawSocketException.FromResult("recv", result, RemoteEndPoint);
                }
            }
        }
    }

    // A queue whose length can't be told is not waited for.
    private static bool IsWorthTrying(int unread, int wanted) => unread < 0 || unread >= wanted;

    private static Deadline Pause(ref int pause, Deadline deadline)
    {
        Deadline end = Deadline.After(pause);
        pause = Math.Min(pause * 2, LongestReceivePause);
        return end.IsEarlierThan(deadline) ? end : deadline;
    }

    /// <exception cref="RawSocketException">The socket receives messages, of which each is a whole.</exception>
    private void RequireStream(string systemCall)
    {
        if (ReceiveFlags.HasMessages(Kind))
        {
            throw new RawSocketException(
                systemCall, new Errno(Errno.Numbers.EOPNOTSUPP), null, "the socket receives messages, not a stream: one that is longer than what is missing would be cut; receive each by itself");
        }
    }
}
