using System.Runtime.InteropServices;
using RawSockets.Interop;

namespace RawSockets;

/// <content>Passing descriptors and credentials, unix(7)</content>
public sealed partial class RawSocket
{
    /// <summary>SCM_MAX_FD: the most descriptors that one message carries.</summary>
    public const int MaxPassedDescriptors = 253;

    /// <summary>Sends descriptors, and one's own credentials if asked, with a message, sendmsg(2). The sender keeps its own.</summary>
    /// <param name="descriptors">The descriptors; at most 253.</param>
    /// <param name="data">The bytes that go with them; at least one on a stream.</param>
    /// <param name="withCredentials">Whether this process's id, user and group go with it (SCM_CREDENTIALS).</param>
    /// <param name="timeout">How long it may take, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RawSocketException">The kernel refused: sendmsg,EINVAL, sendmsg,EBADF, sendmsg,ETOOMANYREFS, sendmsg,EPIPE.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void SendDescriptors(
        ReadOnlySpan<int> descriptors,
        ReadOnlySpan<byte> data,
        bool withCredentials = false,
        int? timeout = null,
        CancellationToken cancellationToken = default)
    {
        Span<byte> control = new byte[ControlMessages.Space(descriptors.Length * sizeof(int)) + ControlMessages.Space(PeerCredentials.Length)];
        int length = 0;
        if (!descriptors.IsEmpty)
        {
            length += ControlMessages.Write(control, SocketOption.Levels.Socket, PassedDescriptors.Rights, MemoryMarshal.AsBytes(descriptors));
        }

        if (withCredentials)
        {
            length += ControlMessages.Write(control[length..], SocketOption.Levels.Socket, PassedDescriptors.Credentials, OwnCredentials());
        }

        using var lease = Use("sendmsg");
        Patience patience = ForSend(timeout);
        while (true)
        {
            int result = Sys.SendMsg(lease.Number, data, default, control[..length], (int)(MessageFlags.NoSignal | MessageFlags.DontWait));
            if (result >= 0)
            {
                // A stream may take only a part of the data; the descriptors went with its first byte.
                if (result < data.Length)
                {
                    Send(data[result..], MessageFlags.None, timeout is null ? null : patience.Deadline.RemainingMilliseconds, cancellationToken);
                }

                return;
            }

            if (result != -Errno.Numbers.EAGAIN || !patience.Waits)
            {
                throw RawSocketException.FromResult("sendmsg", result, RemoteEndPoint);
            }

            if (WaitFor(lease.Number, PollEvents.Write, patience.Deadline, "sendmsg", cancellationToken) == PollEvents.None)
            {
                throw patience.Expired("sendmsg", RemoteEndPoint);
            }
        }
    }

    /// <summary>Receives a message with descriptors or credentials, recvmsg(2) with MSG_CMSG_CLOEXEC.</summary>
    /// <param name="size">Room for the bytes that come with it.</param>
    /// <param name="maxDescriptors">Room for descriptors; when more are sent, those that arrived are closed and it is an error.</param>
    /// <param name="timeout">How long to wait, in milliseconds; -1 without limit; null as for <see cref="Accept"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The message; the caller closes its descriptors. Null at the end of the stream.</returns>
    /// <exception cref="RawSocketException">
    /// The kernel refused: recvmsg,ECONNRESET; nothing came in time: recvmsg,ETIMEDOUT; or ancillary data was cut (MSG_CTRUNC):
    /// recvmsg,EMSGSIZE.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public DescriptorMessage? ReceiveDescriptors(
        int size,
        int maxDescriptors = MaxPassedDescriptors,
        int? timeout = null,
        CancellationToken cancellationToken = default)
    {
        using var lease = Use("recvmsg");
        Patience patience = ForReceive(timeout);
        byte[] data = new byte[size];
        byte[] control = new byte[ControlMessages.Space(maxDescriptors * sizeof(int)) + ControlMessages.Space(PeerCredentials.Length)];
        while (true)
        {
            if (patience.Waits && WaitFor(lease.Number, PollEvents.Read, patience.Deadline, "recvmsg", cancellationToken) == PollEvents.None)
            {
                throw patience.Expired("recvmsg", LocalEndPoint);
            }

            int flags = (int)(MessageFlags.DontWait | MessageFlags.ControlCloseOnExec);
            int result = Sys.RecvMsg(lease.Number, data, default, control, flags, out ReceivedMessage received);
            if (result >= 0)
            {
                return TakeMessage(data.AsSpan(0, result), control.AsSpan(0, received.ControlLength), received.Flags, maxDescriptors);
            }

            if (result != -Errno.Numbers.EAGAIN || !patience.Waits)
            {
                throw RawSocketException.FromResult("recvmsg", result, RemoteEndPoint);
            }
        }
    }

    private DescriptorMessage? TakeMessage(ReadOnlySpan<byte> data, ReadOnlySpan<byte> control, MessageFlags flags, int maxDescriptors)
    {
        // Owned before anything else can fail.
        List<SafeDescriptor> handles = PassedDescriptors.Read(control).ConvertAll(static descriptor => new SafeDescriptor(descriptor));

        // The room for credentials takes descriptors too where none come, so the kernel does not always cut.
        if (flags.HasFlag(MessageFlags.ControlTruncated) || handles.Count > maxDescriptors)
        {
            handles.ForEach(static handle => handle.Dispose());
            Keep(data);
            throw new RawSocketException(
                "recvmsg",
                new Errno(Errno.Numbers.EMSGSIZE),
                RemoteEndPoint,
                $"more came than the room for {maxDescriptors} descriptors (MSG_CTRUNC); the {handles.Count} that did arrive were closed");
        }

        PeerCredentials? credentials = null;
        foreach (ControlMessage message in new ControlMessages(control))
        {
            if ((message.Level, message.Type) == (SocketOption.Levels.Socket, PassedDescriptors.Credentials))
            {
                credentials = PeerCredentials.Read(message.Data);
            }
        }

        bool ended = data.IsEmpty && handles.Count == 0 && SocketType == SocketType.Stream;
        return ended
            ? null
            : new DescriptorMessage(data.ToArray(), handles.ConvertAll(Describe), credentials) { Truncated = flags.HasFlag(MessageFlags.Truncated) };
    }

    private static PassedDescriptor Describe(SafeDescriptor handle)
    {
        try
        {
            return new PassedDescriptor(Adopt(handle));
        }
        catch (RawSocketException)
        {
            // A file, a pipe or anything else that is no socket.
            return new PassedDescriptor(handle);
        }
    }

    private static byte[] OwnCredentials()
    {
        byte[] bytes = new byte[PeerCredentials.Length];
        MemoryMarshal.Write(bytes, Environment.ProcessId);
        MemoryMarshal.Write(bytes.AsSpan(4), Sys.EffectiveUser());
        MemoryMarshal.Write(bytes.AsSpan(8), Sys.EffectiveGroup());
        return bytes;
    }
}
